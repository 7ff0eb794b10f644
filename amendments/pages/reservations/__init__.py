"""From a reservation to an amendment, and back: begun from it, and how many each amendment would answer."""
