"""Rules as data: the models from which a congress takes its rules, and the law that stands above them. Pure."""
