"""What a GGUF file of the llama kind holds: facts about the model, and its weights in blocks of 32."""

from dataclasses import dataclass

import numpy as np
from gguf import GGUFReader

BLOCK = 32
# The bytes of a block of 4-bit codes: two 16-bit floats, then two codes a byte.
FOUR_BIT_BLOCK = 20
# The bytes of a block of 8-bit codes: one 16-bit float, then a code a byte.
EIGHT_BIT_BLOCK = 34


@dataclass
class FourBits:
    """A matrix of `codes * scale + least` (the format Q4_1).

    codes: uint8 [rows, blocks, 32] from 0 to 15; scale and least: float32 [rows, blocks].
    """

    codes: np.ndarray
    scale: np.ndarray
    least: np.ndarray

    def values(self):
        """float32 [rows, blocks, 32]."""
        return self.codes * self.scale[..., None] + self.least[..., None]

    def with_halves(self, heads):
        """The rows of each head in the order that ONNX Runtime rotates: GGUF has the two halves of a head
        interleaved."""
        return FourBits(*(_split_halves(array, heads) for array in (self.codes, self.scale, self.least)))


@dataclass
class EightBits:
    """A matrix of `codes * scale` (the format Q8_0).

    codes: int8 [rows, blocks, 32]; scale: float32 [rows, blocks].
    """

    codes: np.ndarray
    scale: np.ndarray

    def values(self):
        """float32 [rows, blocks, 32]."""
        return self.codes * self.scale[..., None]


class Weights:
    """An open GGUF file."""

    def __init__(self, path):
        reader = GGUFReader(path)
        self.facts = {name: field.contents() for name, field in reader.fields.items()}
        self._tensors = {tensor.name: tensor.data for tensor in reader.tensors}

    def number(self, name):
        """A number that describes the architecture, such as `embedding_length`."""
        return self.facts[f"llama.{name}"]

    def floats(self, name):
        """A vector, float32 [width]."""
        return np.asarray(self._tensors[f"{name}.weight"], np.float32)

    def four_bits(self, name):
        """A matrix of 4-bit codes."""
        blocks = self._blocks(name, FOUR_BIT_BLOCK)
        pairs = blocks[..., 4:]
        codes = np.concatenate([pairs & 15, pairs >> 4], -1)
        return FourBits(codes, _half(blocks[..., :2]), _half(blocks[..., 2:4]))

    def eight_bits(self, name):
        """A matrix of 8-bit codes."""
        blocks = self._blocks(name, EIGHT_BIT_BLOCK)
        return EightBits(blocks[..., 2:].copy().view(np.int8), _half(blocks[..., :2]))

    def _blocks(self, name, size):
        """uint8 [rows, blocks, size]."""
        raw = np.asarray(self._tensors[f"{name}.weight"])
        return raw.reshape(raw.shape[0], -1, size)


def _half(raw):
    """16-bit floats in two bytes each, uint8 [rows, blocks, 2], as float32 [rows, blocks]."""
    return raw.copy().view(np.float16)[..., 0].astype(np.float32)


def _split_halves(array, heads):
    """[heads * half * 2, ...] to [heads * 2 * half, ...]."""
    rows, *rest = array.shape
    apart = array.reshape(heads, rows // heads // 2, 2, *rest).swapaxes(1, 2)
    return np.ascontiguousarray(apart.reshape(rows, *rest))
