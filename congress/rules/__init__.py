"""Rules of the congress, pure: names, proxies, codes of communes."""
