#!/usr/bin/env python3
"""pt_to_hdf5.py [--trust] IN.pt OUT.h5: a saved dictionary {layer: tensor}, first axis = samples.

A .pt file can hold any code, which loading runs. Only tensors are loaded, unless --trust says that the
file is one's own. Needs torch, h5py, numpy, and the other scripts of this folder.
"""

import pickle
import sys

import torch

from activation_file import ActivationFile
from export_pytorch import AXES


def convert(source, target, trust=False):
    try:
        layers = torch.load(source, map_location="cpu", weights_only=not trust)
    except pickle.UnpicklingError as error:
        sys.exit(f"{source} holds more than tensors ({error}); --trust loads it all the same")
    if not isinstance(layers, dict) or not all(map(torch.is_tensor, layers.values())):
        sys.exit(f"{source} holds {type(layers).__name__}; expected a dictionary of tensors")
    if not layers:
        sys.exit(f"{source} holds an empty dictionary; expected tensors by the names of layers")
    with ActivationFile(target, layers, dtype="float32") as file:
        for name, values in layers.items():
            if values.dim() not in AXES:
                sys.exit(f"{name} has {values.dim()} axes; expected 2, 3 or 4")
            file.append(name, values.float().numpy(), AXES[values.dim()])
        file.end_batch(len(next(iter(layers.values()))))


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--trust"]
    if len(arguments) != 2:
        sys.exit(__doc__)
    try:
        convert(*arguments, trust="--trust" in sys.argv)
    except ValueError as refused:
        sys.exit(f"refused: {refused}")
