"""Verbs of the life of an amendment: rectified, taken up, reserved, sub-amended, handed in during a sitting."""
