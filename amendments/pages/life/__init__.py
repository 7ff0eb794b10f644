"""Pages of the life of an amendment: rectified, taken up, sub-amended, handed in during a sitting."""
