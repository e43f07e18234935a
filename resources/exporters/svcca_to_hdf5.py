#!/usr/bin/env python3
"""svcca_to_hdf5.py IN.p... OUT.h5: activations as github.com/google/svcca saves them.

Each pickle is a layer, named by its file: an array of units x samples, or of samples x height x width x
channels. Or one pickle holds a list or a dictionary of such layers. A pickle can hold any code: nothing
but arrays is loaded here. Needs h5py, numpy, and activation_file.py of this folder.
"""

import pathlib
import pickle
import sys

import numpy as np

from activation_file import ActivationFile

ALLOWED = {("multiarray", "_reconstruct"), ("multiarray", "scalar"), ("numpy", "ndarray"),
           ("numpy", "dtype"), ("numeric", "_frombuffer"), ("_codecs", "encode")}


class ArrayUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        package, last = module.split(".")[0], module.split(".")[-1]
        if package not in ("numpy", "_codecs") or (last, name) not in ALLOWED:
            raise pickle.UnpicklingError(f"holds {module}.{name}; only arrays are loaded")
        return super().find_class(module, name)


def layers_of(path):
    with open(path, "rb") as file:
        content = ArrayUnpickler(file, encoding="latin1").load()
    stem = pathlib.Path(path).stem
    if isinstance(content, dict):
        return {str(name): np.asarray(values) for name, values in content.items()}
    if isinstance(content, (list, tuple)):
        return {f"{stem}.layer{i}": np.asarray(values) for i, values in enumerate(content)}
    return {stem: np.asarray(content)}


def gather(sources):
    layers = {}
    for source in sources:
        found = layers_of(source)
        for name in sorted(layers.keys() & found.keys()):
            raise ValueError(f"{source} holds {name}, which an earlier file holds as well; "
                             "name the files by their layers")
        layers.update(found)
    return layers


def oriented(name, values):
    if values.ndim == 2:
        return values.T, "NC"
    if values.ndim == 4:
        return values, "NHWC"
    raise ValueError(f"{name} has {values.ndim} axes; expected 2 (units x samples) or 4")


def convert(sources, target):
    layers = {name: oriented(name, values) for name, values in gather(sources).items()}
    if not layers:
        raise ValueError(f"{', '.join(sources)} hold no layer")
    with ActivationFile(target, layers, dtype="float32") as file:
        for name, (values, axes) in layers.items():
            file.append(name, values, axes)
        file.end_batch(len(next(iter(layers.values()))[0]))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    try:
        convert(sys.argv[1:-1], sys.argv[-1])
    except (pickle.UnpicklingError, ValueError) as refused:
        sys.exit(f"refused: {refused}")
