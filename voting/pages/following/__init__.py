"""What pages that follow a sitting say of it: its steps, and what their reader can do in it now."""
