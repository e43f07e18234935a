"""Writes what the layers of a PyTorch model do to a set of inputs, as a file for Counterpart.

    from export_pytorch import export
    export("netA.h5", model, loader, layers=["relu1", "relu2", "fc"],
           ids=file_names, images=pictures_uint8, attributes={"seed": 1, "accuracy": 0.86})

Activations are written batch by batch, so that memory holds one batch. Needs torch, h5py, numpy, and
activation_file.py and receptive_field.py of this folder.
"""

import torch
from torch import nn

from activation_file import ActivationFile
from receptive_field import FieldFollower, probe_fields

AXES = {2: "NC", 3: "NTD", 4: "NCHW"}


def export(path, model, batches, layers, filters=None, probe=True, **about):
    """Runs `model` over `batches` and writes the outputs of the modules named in `layers`.

    batches     tensors, or tuples whose first entry is the input tensor (a DataLoader); the order
                must be the same for every network that is to be compared: do not shuffle
    layers      names as in model.named_modules(), in depth order
    filters     {layer: convolution}, for example {"relu1": "conv1"}: whose weights are shown as the
                layer's filters; a convolution of a picture among the layers shows its own anyway
    probe       whether receptive fields that do not follow from the modules (sums, concatenations,
                functions) are found by trying; that runs a copy of the model in double precision
                once for each row and column of a picture
    about       ids, labels, label_names, images, attributes, dtype: as of ActivationFile
    """
    modules = dict(model.named_modules())
    unknown = [name for name in layers if name not in modules]
    if unknown:
        raise ValueError(f"the model has no module named {unknown}; it has {list(modules)[1:]}")
    chosen = {name: modules[name] for name in layers}
    was_training = model.training
    model.eval()
    try:
        with ActivationFile(path, layers, **about) as file, torch.no_grad():
            maps, shape = _write_activations(file, model, batches, chosen)
            missing = [name for name, field in maps.items() if field is None]
            if probe and missing and shape is not None:
                maps.update(probe_fields(model, {name: chosen[name] for name in missing}, shape))
            for name, field in maps.items():
                if field is not None:
                    file.set_field(name, field)
            for name in layers:
                _write_filters(file, name, modules[(filters or {}).get(name, name)])
    finally:
        model.train(was_training)


def _write_activations(file, model, batches, layers):
    """One pass over the batches: a module's output goes to the file when its hook is called.

    Returns the receptive field, or None, of each layer with a map, and the shape of one picture.
    """
    follower, maps, shape = FieldFollower(model), {}, None
    hooks = [module.register_forward_hook(_writing_hook(file, name, follower, maps))
             for name, module in layers.items()]
    device = next((p.device for p in model.parameters()), torch.device("cpu"))
    try:
        for batch in batches:
            inputs = (batch[0] if isinstance(batch, (tuple, list)) else batch).to(device)
            follower.begin(inputs)
            if inputs.dim() == 4:
                shape = tuple(inputs.shape[1:])
            model(inputs)
            file.end_batch(len(inputs))
    finally:
        follower.remove()
        for hook in hooks:
            hook.remove()
    return maps, shape


def _writing_hook(file, name, follower, maps):
    def write(_module, _inputs, output):
        if output.dim() not in AXES:
            raise ValueError(f"{name} gives {output.dim()} axes; expected 2, 3 or 4")
        file.append(name, output.detach().to("cpu", torch.float32).numpy(), AXES[output.dim()])
        if output.dim() == 4:
            maps.setdefault(name, follower.field_of(output))
    return write


def _write_filters(file, layer, module):
    """The weights of a convolution of a picture, that is, of one or three channels."""
    if isinstance(module, nn.Conv2d) and module.weight.shape[1] in (1, 3):
        file.set_filters(layer, module.weight.detach().cpu().float().numpy())
