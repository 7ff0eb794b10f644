"""The ballot box: what thousands send in the same minute, in plain statements, in batches where that is cheaper."""
