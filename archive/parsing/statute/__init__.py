"""The header of a statute (题注): when it was adopted, published and amended, by whom, from when it applies."""
