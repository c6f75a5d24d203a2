"""The final form of what the chapters build: layers and models in plain PyTorch. Device and dtype are arguments."""
