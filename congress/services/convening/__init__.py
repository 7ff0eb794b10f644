"""Convening a sitting: sent, answered, reminded, put to the council; the second one."""
