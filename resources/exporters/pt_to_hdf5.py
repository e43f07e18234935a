#!/usr/bin/env python3
"""pt_to_hdf5.py IN.pt OUT.h5: a saved dictionary {layer: tensor}, first axis = samples.

Loading a .pt file runs the code that it contains: use it on files that you trust.
"""
import sys

import h5py
import torch

with h5py.File(sys.argv[2], "w", track_order=True) as f:
    for name, a in torch.load(sys.argv[1], map_location="cpu").items():
        f["activations/" + name.replace(".", "/")] = a.float().numpy()
