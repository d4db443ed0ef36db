"""The shape of a GPT and its tokens: text to ids and back."""
