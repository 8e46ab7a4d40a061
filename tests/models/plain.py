"""The graph in standard operators and 32-bit floats, as an exporter writes it that knows nothing of ONNX Runtime."""

import numpy as np
from onnx import TensorProto

from llama import Llama

# What a score is lowered by where a token may not look.
NOWHERE = -1e9


class Plain(Llama):
    """The first layers of a model: the caches grow by Concat, and logits are made for every token."""

    def embed(self):
        table = self.weights.eight_bits("token_embd").values().reshape(self.vocabulary, self.width)
        self.table = self.graph.constant("embedding", table.astype(np.float32))
        return self.graph.add("Gather", self.table, "input_ids")

    def prepare(self):
        add, integers = self.graph.add, self.graph.integers
        self.total = add("Shape", "attention_mask", start=1, end=2)
        self.sequence = add("Shape", "input_ids", start=1, end=2)
        self.bias = self._bias()
        self.turns = [
            add("Unsqueeze", add("Gather", table, "position_ids"), integers([1])) for table in (self.cosines, self.sines)
        ]
        size = {"heads": integers([self.heads]), "keys": integers([self.key_heads]), "width": integers([self.head_width])}
        shape = lambda *parts: add("Concat", integers([0]), *parts, axis=0)
        self.by_head = shape(size["heads"], self.sequence, self.total)
        self.by_key_head = shape(size["keys"], integers([-1]), self.total)
        self.attended = shape(size["heads"], self.sequence, size["width"])

    def _bias(self):
        """What is added to scores [batch, heads, sequence, total]: nothing where a token may look, which is at itself,
        at those before it, and at no padding."""
        add, integers = self.graph.add, self.graph.integers
        start, total, one = integers(0), add("Squeeze", self.total, integers([0])), integers(1)
        past = add("Sub", total, add("Squeeze", self.sequence, integers([0])))
        keys = add("Unsqueeze", add("Range", start, total, one), integers([0]))
        queries = add("Unsqueeze", add("Range", past, total, one), integers([1]))
        real = add("Unsqueeze", add("Cast", "attention_mask", to=TensorProto.BOOL), integers([1, 2]))
        seen = add("And", add("LessOrEqual", keys, queries), real)
        return add("Where", seen, self.graph.float(0.0), self.graph.float(NOWHERE))

    def normalise(self, residual, branch, name):
        add, weight = self.graph.add, self.graph.constant(name, self.weights.floats(name))
        residual = residual if branch is None else add("Add", residual, branch)
        square = add("ReduceMean", add("Mul", residual, residual), self.graph.integers([-1]), keepdims=1)
        length = add("Sqrt", add("Add", square, self.graph.float(self.epsilon)))
        return residual, add("Mul", add("Div", residual, length), weight)

    def linear(self, hidden, name, rotated_heads=None):
        matrix = self.weights.four_bits(name)
        values = (matrix.with_halves(rotated_heads) if rotated_heads else matrix).values()
        values = values.reshape(len(values), -1).T
        return self.graph.add("MatMul", hidden, self.graph.constant(name, values.astype(np.float32)))

    def attend(self, layer, query, key, value):
        add, integers = self.graph.add, self.graph.integers
        query, key = self._turned(self._apart(query, self.heads)), self._turned(self._apart(key, self.key_heads))
        key = self._extended(layer, "key", key)
        value = self._extended(layer, "value", self._apart(value, self.key_heads))
        # Heads that share a key stand one below the other, so that keys need not be repeated.
        stacked = integers([0, self.key_heads, -1, self.head_width])
        query = add("Reshape", add("Mul", query, self.graph.float(self.scale())), stacked)
        scores = add("MatMul", query, add("Transpose", key, perm=[0, 1, 3, 2]))
        shares = add("Softmax", add("Add", add("Reshape", scores, self.by_head), self.bias), axis=-1)
        mixed = add("MatMul", add("Reshape", shares, self.by_key_head), value)
        mixed = add("Transpose", add("Reshape", mixed, self.attended), perm=[0, 2, 1, 3])
        return add("Reshape", mixed, integers([0, 0, self.heads * self.head_width]))

    def _apart(self, hidden, heads):
        """[batch, sequence, heads * width] to [batch, heads, sequence, width]."""
        apart = self.graph.add("Reshape", hidden, self.graph.integers([0, 0, heads, self.head_width]))
        return self.graph.add("Transpose", apart, perm=[0, 2, 1, 3])

    def _turned(self, states):
        """The states of heads, turned by their positions; the two halves of a head are the axes."""
        add, (cosines, sines) = self.graph.add, self.turns
        left, right = add("Split", states, outputs=2, axis=-1, num_outputs=2)
        turned_left = add("Sub", add("Mul", left, cosines), add("Mul", right, sines))
        turned_right = add("Add", add("Mul", right, cosines), add("Mul", left, sines))
        return add("Concat", turned_left, turned_right, axis=-1)

    def _extended(self, layer, kind, states):
        """The keys or values so far with the new ones, which go out as well."""
        past = f"past_key_values.{layer}.{kind}"
        return self.graph.add("Concat", past, states, axis=2, name=f"present.{layer}.{kind}")

    def head(self, hidden):
        add, integers = self.graph.add, self.graph.integers
        flat = add("Gemm", add("Reshape", hidden, integers([-1, self.width])), self.table, transB=1)
        shape = add("Concat", add("Shape", hidden, start=0, end=2), integers([self.vocabulary]), axis=0)
        add("Reshape", flat, shape, name="logits")
