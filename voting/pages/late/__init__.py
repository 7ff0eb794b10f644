"""Pages of amendments handed in during a sitting: the sheet keyed by the secretariat, its photograph."""
