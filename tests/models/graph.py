"""An ONNX graph in the making: operators and constants are added one by one, and have names given to them."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

# The domain of the operators that ONNX Runtime adds to the standard.
MICROSOFT = "com.microsoft"


class Graph:
    """Operators in the order that they run in, and the constants that they read."""

    def __init__(self):
        self._nodes, self._constants, self._numbers = [], [], {}

    def constant(self, name, array):
        """Adds a constant, and returns its name."""
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def integers(self, values):
        """The name of a constant of 64-bit integers: a number or a list of them."""
        return self._number(np.array(values, np.int64))

    def float(self, value):
        """The name of a constant of one 32-bit float, without dimensions."""
        return self._number(np.array(value, np.float32))

    def _number(self, array):
        key = f"{array.dtype}_{array.tolist()}".replace(" ", "")
        if key not in self._numbers:
            self._numbers[key] = self.constant(key, array)
        return self._numbers[key]

    def add(self, operator, *inputs, outputs=1, name=None, domain="", **attributes):
        """Adds an operator. Inputs are names; `outputs` is how many it has, or their names (an empty one is left
        out), `name` that of an only output. Returns the name of the output, or a list of them."""
        number = len(self._nodes)
        if isinstance(outputs, int):
            outputs = [name] if name else [f"{operator}_{number}_{output}" for output in range(outputs)]
        node = helper.make_node(operator, inputs, outputs, f"/{operator}_{number}", domain=domain, **attributes)
        self._nodes.append(node)
        return outputs[0] if len(outputs) == 1 else outputs

    def write(self, path, inputs, outputs):
        """Writes the graph. Inputs and outputs are triples of a name, a type and a shape, as `tokens` and `floats`
        make them."""
        values = ([helper.make_tensor_value_info(*value) for value in values] for values in (inputs, outputs))
        graph = helper.make_graph(self._nodes, "main_graph", *values, self._constants)
        opsets = [helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=10, producer_name="review tests")
        path.parent.mkdir(parents=True, exist_ok=True)
        onnx.save(model, path)


def tokens(name, *shape):
    """An input of 64-bit integers."""
    return name, TensorProto.INT64, list(shape)


def floats(name, *shape):
    """An input or output of 32-bit floats."""
    return name, TensorProto.FLOAT, list(shape)
