"""Mail: queued in the transaction of what it tells, sealed, sent after."""
