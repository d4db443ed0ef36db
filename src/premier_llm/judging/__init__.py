"""What a model is worth: counting as a yardstick, originality, the verdict."""
