"""Writes what the layers of a JAX model do to a set of inputs, as a file for Counterpart.

    from export_jax import export, flax_activations
    export("netA.h5", flax_activations(model, variables), batches, layers=["Conv_0", "Dense_0"],
           ids=file_names, images=pictures_uint8, attributes={"seed": 1, "accuracy": 0.86})

JAX itself is not imported: any function from a batch to {layer: array} will do, jitted or not.
Needs h5py, numpy, and activation_file.py of this folder.
"""

import numpy as np

from activation_file import ActivationFile

AXES = {2: "NC", 3: "NTD", 4: "NHWC"}


def export(path, activations, batches, layers=None, filters=None, fields=None, **about):
    """Writes activations(batch) for every batch.

    activations  function from a batch to {layer: array}, first axis = inputs; maps are NHWC
    batches      arrays, or tuples whose first entry is the input; do not shuffle them
    layers       names in depth order; default: all, in the order of the dictionary
    filters      {layer: kernel (h, w, channels, units)}, for example
                 {"Conv_0": variables["params"]["Conv_0"]["kernel"]}
    fields       {layer: (size, stride, offset)} of the receptive fields, in input pixels
    about        ids, labels, label_names, images, attributes, dtype: as of ActivationFile
    """
    def inputs_of(batch):
        return batch[0] if isinstance(batch, (tuple, list)) else batch

    batches = iter(batches)
    first = inputs_of(next(batches))
    values = activations(first)
    layers = list(values) if layers is None else list(layers)
    unknown = [name for name in layers if name not in values]
    if unknown:
        raise ValueError(f"there is no layer named {unknown}; there are {list(values)}")
    with ActivationFile(path, layers, **about) as file:
        _append(file, layers, values, len(first))
        for batch in batches:
            inputs = inputs_of(batch)
            _append(file, layers, activations(inputs), len(inputs))
        for name, field in (fields or {}).items():
            file.set_field(name, field)
        for name, kernel in (filters or {}).items():
            file.set_filters(name, np.asarray(kernel).transpose(3, 2, 0, 1))


def _append(file, layers, values, samples):
    for name in layers:
        array = np.asarray(values[name])
        if array.ndim not in AXES:
            raise ValueError(f"{name} gives {array.ndim} axes; expected 2, 3 or 4")
        file.append(name, array, AXES[array.ndim])
    file.end_batch(samples)


def flax_activations(model, variables, **arguments):
    """The outputs of every module of a Flax (linen) model, by the names of the modules with dots
    between them. `arguments` go to model.apply, for example train=False."""
    def activations(batch):
        _, state = model.apply(variables, batch, capture_intermediates=True,
                               mutable=["intermediates"], **arguments)
        return dict(_outputs(state["intermediates"], ()))
    return activations


def _outputs(tree, path):
    for name, value in tree.items():
        if name == "__call__":
            if path and not isinstance(value[0], (tuple, list, dict)):
                yield ".".join(path), value[0]
        elif hasattr(value, "items"):
            yield from _outputs(value, (*path, name))
