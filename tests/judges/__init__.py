"""Judges that this project did not write: schemas of the standards, translate-toolkit, OmegaT. What is not installed skips."""
