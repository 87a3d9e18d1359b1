"""What ``make bench`` and ``make load`` measure with: a generated collection, plain engines to compare with, our own search."""
