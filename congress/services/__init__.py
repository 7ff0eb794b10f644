"""What changes a congress: its roll, its sittings, presence, proxies."""
