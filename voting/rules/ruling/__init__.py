"""The rules said in sentences, what they will ask of a vote to come, and worked examples of them. Pure."""
