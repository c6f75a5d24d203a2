"""Text: tokenizers coded whole, byte-level BPE and WordPiece, and what a tokenizer makes of a text in numbers."""

from course_utils.text.byte_pairs import BytePairs, train_byte_pairs
from course_utils.text.word_pieces import WordPieces, train_word_pieces

__all__ = ["BytePairs", "WordPieces", "train_byte_pairs", "train_word_pieces"]
