"""When a sitting must be convened, and on what it may decide: pure."""
