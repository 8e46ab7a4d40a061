"""The llama architecture as an ONNX graph, but for what differs between plain and fused operators."""

import numpy as np

from graph import Graph, floats, tokens


class Llama:
    """A decoder of the first layers of a model.

    Its inputs: input_ids and position_ids [batch, sequence], attention_mask [batch, total], and of each layer the
    keys and values so far, past_key_values.N.key and .value [batch, key heads, past, head width]. Its outputs:
    logits [batch, sequence, vocabulary], and present.N.key and .value [batch, key heads, total, head width].

    A subclass says how tokens are looked up (`embed`), how a matrix is applied (`linear`), how a sum is normalised
    (`normalise`), how heads attend (`attend`) and how logits are made (`head`). Names of hidden states stand for
    float32 [batch, sequence, width].
    """

    def __init__(self, weights, layers):
        self.weights, self.layers, self.graph = weights, layers, Graph()
        self.width, self.inner = weights.number("embedding_length"), weights.number("feed_forward_length")
        self.heads = weights.number("attention.head_count")
        self.key_heads = weights.number("attention.head_count_kv")
        self.head_width = weights.number("rope.dimension_count")
        self.vocabulary = weights.number("vocab_size")
        # The file holds it in 32 bits; the model was made with the decimal number.
        self.epsilon = float(f"{weights.number('attention.layer_norm_rms_epsilon'):.0e}")

    def write(self, path):
        """Builds the graph and writes it."""
        residual, branch = self.embed(), None
        self.cosines, self.sines = self._rotations()
        self.prepare()
        for layer in range(self.layers):
            name = f"blk.{layer}"
            residual, hidden = self.normalise(residual, branch, f"{name}.attn_norm")
            attended = self.linear(self._attention(layer, hidden), f"{name}.attn_output")
            residual, hidden = self.normalise(residual, attended, f"{name}.ffn_norm")
            branch = self._feed_forward(name, hidden)
        self.head(self.normalise(residual, branch, "output_norm")[1])
        self.graph.write(path, self.inputs(), self._outputs())

    def prepare(self):
        """Adds what all layers share."""

    def scale(self):
        """What products of queries and keys are multiplied with."""
        return float(self.head_width**-0.5)

    def _rotations(self):
        """The names of the cosines and sines of each position, float32 [context, head width / 2]."""
        steps = np.arange(0, self.head_width, 2, dtype=np.float64) / self.head_width
        speeds = 1.0 / self.weights.number("rope.freq_base") ** steps
        angles = np.arange(self.weights.number("context_length"))[:, None] * speeds[None]
        tables = (("cosines", np.cos), ("sines", np.sin))
        return [self.graph.constant(name, of(angles).astype(np.float32)) for name, of in tables]

    def _attention(self, layer, hidden):
        name = f"blk.{layer}"
        query = self.linear(hidden, f"{name}.attn_q", self.heads)
        key = self.linear(hidden, f"{name}.attn_k", self.key_heads)
        value = self.linear(hidden, f"{name}.attn_v")
        return self.attend(layer, query, key, value)

    def _feed_forward(self, name, hidden):
        gate, up = self.linear(hidden, f"{name}.ffn_gate"), self.linear(hidden, f"{name}.ffn_up")
        gate = self.graph.add("Mul", gate, self.graph.add("Sigmoid", gate))
        return self.linear(self.graph.add("Mul", gate, up), f"{name}.ffn_down")

    def inputs(self):
        """The graph's inputs."""
        sequence = ("batch_size", "sequence_length")
        mask = tokens("attention_mask", "batch_size", "total_sequence_length")
        first = [tokens("input_ids", *sequence), mask, tokens("position_ids", *sequence)]
        return first + self._caches("past_key_values", "past_sequence_length")

    def _outputs(self):
        logits = floats("logits", "batch_size", "logits_length", self.vocabulary)
        return [logits] + self._caches("present", "total_sequence_length")

    def _caches(self, name, length):
        """The keys and values of each layer, in order."""
        shape = ("batch_size", self.key_heads, length, self.head_width)
        kinds = ("key", "value")
        return [floats(f"{name}.{layer}.{kind}", *shape) for layer in range(self.layers) for kind in kinds]
