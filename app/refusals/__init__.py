"""What the site answers when it does not do what was asked: pages of error, presses too soon, what was typed."""
