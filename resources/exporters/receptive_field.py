"""Receptive fields of the layers of a PyTorch model, as (size, stride, offset) in input pixels.

The unit at position p of a map sees the pixels from offset + p * stride on, size of them, in both
directions; offset is negative where padding lets the field begin outside of the picture.
"""

import copy

import torch
from torch import nn

POINTWISE = (nn.ReLU, nn.LeakyReLU, nn.GELU, nn.SiLU, nn.ELU, nn.Tanh, nn.Sigmoid, nn.BatchNorm2d,
             nn.Dropout, nn.Dropout2d, nn.Identity, nn.LocalResponseNorm)
WINDOWED = (nn.Conv2d, nn.MaxPool2d, nn.AvgPool2d)
BATCH = 32


class FieldFollower:
    """Follows the field from tensor to tensor through the modules that are known.

    A tensor that something else has made, or changed in place, is unknown from there on, so that a
    wrong field is never told. The tensors are kept so that no other takes their id.
    """

    def __init__(self, model):
        self._fields = {}
        self._hooks = [module.register_forward_hook(self._follow) for module in model.modules()
                       if isinstance(module, POINTWISE + WINDOWED)]

    def begin(self, inputs):
        self._fields.clear()
        if inputs.dim() == 4:
            self._remember(inputs, (1, 1, 0))

    def field_of(self, tensor):
        """None if unknown."""
        known = self._fields.get(id(tensor))
        return known[2] if known and known[1] == tensor._version else None

    def remove(self):
        for hook in self._hooks:
            hook.remove()

    def _remember(self, tensor, field):
        self._fields[id(tensor)] = (tensor, tensor._version, field)

    def _follow(self, module, inputs, output):
        known = self._fields.get(id(inputs[0]))
        # A module that works in place has counted the version up by one itself.
        own_changes = 1 if output is inputs[0] and getattr(module, "inplace", False) else 0
        if known is None or inputs[0]._version != known[1] + own_changes:
            self._fields.pop(id(output), None)
            return
        size, stride, offset = known[2]
        if isinstance(module, WINDOWED):
            window = _square_window(module)
            if window is None:
                return
            kernel, step, padding = window
            size, stride, offset = (size + (kernel - 1) * stride, stride * step,
                                    offset - padding * stride)
        self._remember(output, (size, stride, offset))


def _square_window(module):
    """(kernel, stride, padding) of a convolution or pooling; None if not the same both ways."""
    def same(value):
        pair = value if isinstance(value, tuple) else (value, value)
        return pair[0] if pair[0] == pair[1] and not isinstance(pair[0], str) else None
    if getattr(module, "ceil_mode", False) or isinstance(module.padding, str):
        return None
    if getattr(module, "padding_mode", "zeros") != "zeros":
        return None
    kernel, step, padding = same(module.kernel_size), same(module.stride), same(module.padding)
    dilation = same(getattr(module, "dilation", 1))
    if None in (kernel, step, padding, dilation):
        return None
    return (kernel - 1) * dilation + 1, step, padding


def probe_fields(model, layers, shape):
    """{name: field or None} of the modules {name: module} for pictures of `shape` (C, H, W).

    Makes one row, or one column, of a picture not a number and sees which rows and columns of a map
    are not a number then: those that see it. In double precision, where convolutions are summed
    directly, on a copy of the model. None where the fields are not of one size and stride, as when
    something looks at the whole picture, or where every field reaches over the picture's edge.
    """
    place = {id(module): name for name, module in model.named_modules()}
    twin = copy.deepcopy(model).double().cpu().eval()
    modules = dict(twin.named_modules())
    names = {name: place[id(module)] for name, module in layers.items()}
    by_row = _seen(twin, modules, names, shape, 0)
    by_column = _seen(twin, modules, names, shape, 1)
    found = {}
    for name in layers:
        field = _fit(by_row[name], shape[1])
        found[name] = field if field == _fit(by_column[name], shape[2]) else None
    return found


def _seen(model, modules, names, shape, direction):
    """{name: bool tensor (line of the picture, line of the map)}, lines being rows or columns."""
    parts = {name: [] for name in names}

    def keep(name):
        def hook(_module, _inputs, output):
            marked = output.isnan().any(dim=1)
            parts[name].append(marked.any(dim=2 - direction))
        return hook

    hooks = [modules[path].register_forward_hook(keep(name)) for name, path in names.items()]
    lines = shape[1 + direction]
    try:
        for first in range(0, lines, BATCH):
            count = min(BATCH, lines - first)
            pictures = torch.zeros(count, *shape, dtype=torch.float64)
            for index in range(count):
                pictures[index].select(1 + direction, first + index).fill_(float("nan"))
            model(pictures)
    finally:
        for hook in hooks:
            hook.remove()
    return {name: torch.cat(part) for name, part in parts.items()}


def _fit(seen, lines):
    """(size, stride, offset) such that line p of the map sees just the lines of its field that lie in
    the picture; None if there is none or more than one."""
    fields = [column.nonzero().flatten().tolist() for column in seen.T]
    if not fields or any(not field for field in fields):
        return None
    first, last = [field[0] for field in fields], [field[-1] for field in fields]
    begins = [(p, at) for p, at in enumerate(first) if at > 0]
    ends = [(p, at) for p, at in enumerate(last) if at < lines - 1]
    if not begins or not ends:
        return None
    stride = None
    for known in (begins, ends):
        if len(known) > 1:
            stride = (known[-1][1] - known[0][1]) // (known[-1][0] - known[0][0])
    if stride is None:
        return None
    offset = begins[0][1] - begins[0][0] * stride
    size = ends[0][1] - ends[0][0] * stride - offset + 1
    for p, (begin, end) in enumerate(zip(first, last)):
        expected = offset + p * stride
        if begin != max(expected, 0) or end != min(expected + size, lines) - 1:
            return None
    return size, stride, offset
