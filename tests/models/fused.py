"""The graph in ONNX Runtime's own operators, with weights of 4 or 8 bits: small, and fast on a processor."""

import numpy as np
from onnx import TensorProto

from graph import MICROSOFT, tokens
from llama import Llama
from weights import BLOCK

# Products of 8-bit integers: the fastest accuracy that MatMulNBits has.
ACCURACY = 4
# What 4-bit and 8-bit codes mean zero by where MatMulNBits is told nothing else.
ZERO_OF_4, ZERO_OF_8 = 8, 128
# The scale of a block of zeros, which must not be zero.
NO_SCALE = 1e-8


class Fused(Llama):
    """All layers; embedding and head share one table of 8-bit codes. A further input, num_logits_to_keep, says for
    how many of the last tokens logits are made; 0 is all."""

    def __init__(self, weights, bits):
        super().__init__(weights, weights.number("block_count"))
        self.bits, self._sums = bits, {}

    def embed(self):
        graph, table = self.graph, self.weights.eight_bits("token_embd")
        codes = (table.codes.astype(np.int16) + ZERO_OF_8).astype(np.uint8)
        self.table = graph.constant("embedding.codes", codes), graph.constant("embedding.scales", table.scale)
        # Lookup wants two dimensions where MatMulNBits wants three.
        flat = graph.add("Reshape", self.table[0], graph.integers([self.vocabulary, self.width]))
        zeros = graph.constant("embedding.zeros", np.full(table.scale.shape, ZERO_OF_8, np.uint8))
        return graph.add(
            "GatherBlockQuantized", flat, "input_ids", self.table[1], zeros, domain=MICROSOFT, gather_axis=0,
            quantize_axis=1, block_size=BLOCK, bits=8,
        )

    def prepare(self):
        graph = self.graph
        count = graph.add("ReduceSum", "attention_mask", graph.integers([1]), keepdims=0)
        self.last = graph.add("Cast", graph.add("Sub", count, graph.integers([1])), to=TensorProto.INT32)
        total = graph.add("Gather", graph.add("Shape", "attention_mask"), graph.integers(1))
        self.total = graph.add("Cast", total, to=TensorProto.INT32)

    def normalise(self, residual, branch, name):
        graph, weight = self.graph, self.graph.constant(name, self.weights.floats(name))
        if branch is None:
            kind = "SimplifiedLayerNormalization"
            return residual, graph.add(kind, residual, weight, axis=-1, epsilon=self.epsilon, stash_type=1)
        outputs = [f"{name}.hidden", "", "", f"{name}.residual"]
        kind = "SkipSimplifiedLayerNormalization"
        graph.add(kind, residual, branch, weight, outputs=outputs, domain=MICROSOFT, epsilon=self.epsilon)
        return outputs[3], outputs[0]

    def linear(self, hidden, name, rotated_heads=None):
        matrix = self.weights.four_bits(name)
        matrix = matrix.with_halves(rotated_heads) if rotated_heads else matrix
        return self._linear_of_4(hidden, name, matrix) if self.bits == 4 else self._linear_of_8(hidden, name, matrix)

    def _linear_of_4(self, hidden, name, matrix):
        """Exactly the file's weights: MatMulNBits makes `(code - 8) * scale` of them, and what a block lacks to
        `code * scale + least` is `least + 8 * scale` times the sum of its inputs."""
        graph = self.graph
        codes = (matrix.codes[..., 0::2] | (matrix.codes[..., 1::2] << 4)).astype(np.uint8)
        product = self._product(
            hidden, graph.constant(f"{name}.codes", codes), graph.constant(f"{name}.scales", matrix.scale), 4, matrix
        )
        lack = (matrix.least + ZERO_OF_4 * matrix.scale).T.astype(np.float32)
        rest = graph.add("MatMul", self._block_sums(hidden, lack.shape[0]), graph.constant(f"{name}.lack", lack))
        return graph.add("Add", product, rest)

    def _linear_of_8(self, hidden, name, matrix):
        values = matrix.values()
        scale = np.abs(values).max(-1) / 127
        scale = np.where(scale == 0, NO_SCALE, scale)
        codes = (np.rint(values / scale[..., None]) + ZERO_OF_8).astype(np.uint8)
        scale = self.graph.constant(f"{name}.scales", scale.astype(np.float32))
        return self._product(hidden, self.graph.constant(f"{name}.codes", codes), scale, 8, matrix)

    def _product(self, hidden, codes, scales, bits, matrix, name=None):
        rows, blocks, _ = matrix.codes.shape
        return self.graph.add(
            "MatMulNBits", hidden, codes, scales, name=name, domain=MICROSOFT, K=blocks * BLOCK, N=rows, bits=bits,
            block_size=BLOCK, accuracy_level=ACCURACY,
        )

    def _block_sums(self, hidden, blocks):
        """The sum of each block of a hidden state, [batch, sequence, blocks]."""
        graph = self.graph
        if hidden not in self._sums:
            apart = graph.add("Reshape", hidden, graph.integers([0, 0, blocks, BLOCK]))
            self._sums[hidden] = graph.add("ReduceSum", apart, graph.integers([3]), keepdims=0)
        return self._sums[hidden]

    def attend(self, layer, query, key, value):
        past = [f"past_key_values.{layer}.{kind}" for kind in ("key", "value")]
        shared = [self.last, self.total, self.cosines, self.sines, "position_ids"]
        outputs = [f"attended.{layer}", f"present.{layer}.key", f"present.{layer}.value"]
        self.graph.add(
            "GroupQueryAttention", query, key, value, *past, *shared, outputs=outputs, domain=MICROSOFT,
            num_heads=self.heads, kv_num_heads=self.key_heads, do_rotary=1, rotary_interleaved=0, scale=self.scale(),
        )
        return outputs[0]

    def head(self, hidden):
        table = self.weights.eight_bits("token_embd")
        self._product(self._last(hidden), *self.table, 8, table, name="logits")

    def _last(self, hidden):
        """The hidden states of the last `num_logits_to_keep` tokens, or of all."""
        graph, end = self.graph, self.graph.integers([2**31 - 1])
        kept = graph.add("Reshape", "num_logits_to_keep", graph.integers([1]))
        is_all = graph.add("Equal", kept, graph.integers([0]))
        start = graph.add("Where", is_all, graph.add("Neg", end), graph.add("Neg", kept))
        return graph.add("Slice", hidden, start, end, graph.integers([1]))

    def inputs(self):
        first, rest = super().inputs()[:3], super().inputs()[3:]
        return first + [tokens("num_logits_to_keep")] + rest
