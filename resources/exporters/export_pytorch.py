"""Writes what the layers of a PyTorch model do to a set of inputs, as a file for Counterpart.

    from export_pytorch import export
    export("netA.h5", model, loader, layers=["relu1", "relu2", "fc"],
           ids=file_names, images=pictures_uint8, attributes={"seed": 1, "accuracy": 0.86})

Activations are written batch by batch, so that memory holds one batch. Needs torch, h5py, numpy.
"""

import h5py
import numpy as np
import torch
from torch import nn

AXES = {2: "NC", 3: "NTD", 4: "NCHW"}
POINTWISE = (nn.ReLU, nn.LeakyReLU, nn.GELU, nn.SiLU, nn.ELU, nn.Tanh, nn.Sigmoid, nn.BatchNorm2d,
             nn.Dropout, nn.Dropout2d, nn.Identity, nn.LocalResponseNorm)
WINDOWED = (nn.Conv2d, nn.MaxPool2d, nn.AvgPool2d)


def export(path, model, batches, layers, ids=None, labels=None, label_names=None, images=None,
           attributes=None, filters=None, dtype="float16"):
    """Runs `model` over `batches` and writes the outputs of the modules named in `layers`.

    batches     tensors, or tuples whose first entry is the input tensor (a DataLoader); the order
                must be the same for every network that is to be compared: do not shuffle
    layers      names as in model.named_modules(), in depth order
    ids         one string an input; lets Counterpart check that two networks saw the same inputs
    labels      one integer or string an input; `label_names` names the integers
    images      uint8, (N, H, W, 3) or (N, H, W): the pictures that the galleries show
    attributes  scalars that describe the network: model, seed, accuracy, step...
    filters     {layer: convolution}, for example {"relu1": "conv1"}: whose weights are shown as the
                layer's filters; a convolution of a picture among the layers shows its own anyway
    dtype       float16 halves the file and is exact to three digits; or float32
    """
    modules = dict(model.named_modules())
    unknown = [name for name in layers if name not in modules]
    if unknown:
        raise ValueError(f"the model has no module named {unknown}; it has {list(modules)[1:]}")
    with h5py.File(path, "w", track_order=True) as file:
        _write_inputs(file, ids, labels, label_names, images)
        for name, value in (attributes or {}).items():
            file.attrs[name] = value
        _write_activations(file, model, batches, {name: modules[name] for name in layers}, dtype)
        for name in layers:
            _write_filters(file, name, modules[(filters or {}).get(name, name)])


def _write_inputs(file, ids, labels, label_names, images):
    strings = h5py.string_dtype()
    if ids is not None:
        file.create_dataset("inputs/id", data=list(map(str, ids)), dtype=strings)
    if labels is not None:
        numeric = all(isinstance(label, (int, np.integer)) for label in labels)
        file.create_dataset("inputs/label", data=list(labels), dtype=None if numeric else strings)
    if label_names is not None:
        file.create_dataset("inputs/label_names", data=list(label_names), dtype=strings)
    if images is not None:
        images = np.asarray(images)
        if images.dtype != np.uint8:
            raise ValueError(f"images are {images.dtype}; expected uint8")
        file.create_dataset("inputs/image", data=images, compression="gzip", shuffle=True)


def _write_activations(file, model, batches, layers, dtype):
    """One pass over the batches. A module's output goes to the file when its hook is called."""
    group = file.create_group("activations", track_order=True)
    datasets, fields = {}, {}
    hooks = [module.register_forward_hook(_field_hook(fields)) for module in model.modules()
             if isinstance(module, POINTWISE + WINDOWED)]
    hooks += [module.register_forward_hook(_writing_hook(group, name, datasets, fields, dtype))
              for name, module in layers.items()]
    device = next((p.device for p in model.parameters()), torch.device("cpu"))
    was_training, samples = model.training, 0
    model.eval()
    try:
        with torch.no_grad():
            for batch in batches:
                inputs = batch[0] if isinstance(batch, (tuple, list)) else batch
                inputs = inputs.to(device)
                fields.clear()
                if inputs.dim() == 4:
                    fields[id(inputs)] = (inputs, (1, 1, 0))
                model(inputs)
                samples += len(inputs)
                _check_counts(layers, datasets, samples)
    finally:
        model.train(was_training)
        for hook in hooks:
            hook.remove()
    file.attrs["layers"] = list(layers)


def _check_counts(layers, datasets, samples):
    for name in layers:
        count = len(datasets[name]) if name in datasets else 0
        if count != samples:
            raise ValueError(f"{name} gave {count} rows for {samples} inputs; expected one an "
                             "input (was the module called never, or more than once?)")


def _writing_hook(group, name, datasets, fields, dtype):
    def write(_module, _inputs, output):
        values = output.detach().to("cpu", torch.float32).numpy().astype(dtype)
        if name not in datasets:
            if values.ndim not in AXES:
                raise ValueError(f"{name} gives {values.ndim} axes; expected 2, 3 or 4")
            datasets[name] = group.create_dataset(
                name.replace(".", "/"), shape=(0, *values.shape[1:]), dtype=values.dtype,
                maxshape=(None, *values.shape[1:]), compression="gzip", shuffle=True,
                chunks=(min(len(values), 32), *values.shape[1:]))
            datasets[name].attrs["axes"] = AXES[values.ndim]
            if values.ndim == 4 and id(output) in fields:
                field = fields[id(output)][1]
                for key, number in zip(("rf_size", "rf_stride", "rf_offset"), field):
                    datasets[name].attrs[key] = number
        dataset = datasets[name]
        dataset.resize(len(dataset) + len(values), axis=0)
        dataset[-len(values):] = values
    return write


def _field_hook(fields):
    """Follows the receptive field (size, stride, offset in input pixels) from tensor to tensor.

    A tensor that something else than a known module has made is unknown from there on, so that
    a wrong field is never written; the tensors are kept so that no other takes their id.
    """
    def follow(module, inputs, output):
        if id(inputs[0]) not in fields:
            return
        size, stride, offset = fields[id(inputs[0])][1]
        if isinstance(module, WINDOWED):
            window = _square_window(module)
            if window is None:
                return
            kernel, step, padding = window
            size, stride, offset = (size + (kernel - 1) * stride, stride * step,
                                    offset - padding * stride)
        fields[id(output)] = (output, (size, stride, offset))
    return follow


def _square_window(module):
    """(kernel, stride, padding) of a convolution or pooling; None if not the same both ways."""
    def same(value):
        pair = value if isinstance(value, tuple) else (value, value)
        return pair[0] if pair[0] == pair[1] and not isinstance(pair[0], str) else None
    if getattr(module, "ceil_mode", False) or isinstance(module.padding, str):
        return None
    kernel, step, padding = same(module.kernel_size), same(module.stride), same(module.padding)
    dilation = same(getattr(module, "dilation", 1))
    if None in (kernel, step, padding, dilation):
        return None
    return (kernel - 1) * dilation + 1, step, padding


def _write_filters(file, layer, module):
    """The weights of a convolution of a picture, that is, of one or three channels."""
    if isinstance(module, nn.Conv2d) and module.weight.shape[1] in (1, 3):
        file.create_dataset("units/" + layer.replace(".", "/") + "/weight",
                            data=module.weight.detach().cpu().float().numpy())
