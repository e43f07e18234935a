"""The file that the exporters of this folder write, batch by batch: see export_pytorch.py and others.

    with ActivationFile("netA.h5", layers=["conv1", "fc"], ids=names, attributes={"seed": 1}) as file:
        for batch in batches:
            file.append("conv1", conv1(batch), "NCHW")
            file.append("fc", fc(batch), "NC")
            file.end_batch(len(batch))

The file appears under its name when all is written, and not at all if that fails. Needs h5py, numpy.
"""

import os

import h5py
import numpy as np

CHUNK = 32


class ActivationFile:
    """Inputs and attributes are written at once, activations as they come.

    layers      names in depth order; a dot in a name becomes a group of the file
    ids         one string an input; lets Counterpart check that two networks saw the same inputs
    labels      one integer or string an input; `label_names` names the integers
    images      uint8, (N, H, W, 3) or (N, H, W): the pictures that the galleries show
    attributes  scalars that describe the network: model, seed, accuracy, step...
    dtype       float16 halves the file and is exact to three digits; or float32
    """

    def __init__(self, path, layers, ids=None, labels=None, label_names=None, images=None,
                 attributes=None, dtype="float16"):
        self._path, self._partial = path, f"{path}.part"
        self._layers, self._dtype, self._samples = list(layers), dtype, 0
        self._datasets = {}
        self._file = h5py.File(self._partial, "w", track_order=True)
        try:
            self._group = self._file.create_group("activations", track_order=True)
            self._write_inputs(ids, labels, label_names, images)
            self._file.attrs.update(attributes or {})
            self._file.attrs["layers"] = self._layers
        except BaseException:
            self._discard()
            raise

    def __enter__(self):
        return self

    def __exit__(self, error, *_):
        if error is not None:
            self._discard()
            return
        self._file.close()
        os.replace(self._partial, self._path)

    def append(self, layer, values, axes):
        """Rows of `layer` for the next inputs; `axes` such as "NC", "NTD", "NCHW", "NHWC"."""
        values = self._stored(layer, np.asarray(values))
        if values.ndim != len(axes):
            raise ValueError(f"{layer} gives {values.ndim} axes; expected {len(axes)} ({axes})")
        if layer not in self._datasets:
            dataset = self._group.create_dataset(
                layer.replace(".", "/"), shape=(0, *values.shape[1:]), dtype=values.dtype,
                maxshape=(None, *values.shape[1:]), compression="gzip", shuffle=True,
                chunks=(min(len(values), CHUNK), *values.shape[1:]))
            dataset.attrs["axes"] = axes
            self._datasets[layer] = dataset
        dataset = self._datasets[layer]
        dataset.resize(len(dataset) + len(values), axis=0)
        dataset[-len(values):] = values

    def end_batch(self, samples):
        """Checks that every layer has given one row for each of `samples` more inputs."""
        self._samples += samples
        for layer in self._layers:
            count = len(self._datasets[layer]) if layer in self._datasets else 0
            if count != self._samples:
                raise ValueError(f"{layer} gave {count} rows for {self._samples} inputs; expected "
                                 "one an input (was it computed never, or more than once?)")

    def set_field(self, layer, field):
        """Receptive field of a layer with a map: (size, stride, offset) in input pixels."""
        for key, number in zip(("rf_size", "rf_stride", "rf_offset"), field):
            self._datasets[layer].attrs[key] = number

    def set_filters(self, layer, weights):
        """Weights (units, channels, height, width) of a convolution, of one or three channels."""
        self._file.create_dataset("units/" + layer.replace(".", "/") + "/weight", data=weights)

    def _write_inputs(self, ids, labels, label_names, images):
        strings = h5py.string_dtype()
        if ids is not None:
            self._file.create_dataset("inputs/id", data=list(map(str, ids)), dtype=strings)
        if labels is not None:
            numeric = all(isinstance(label, (int, np.integer)) for label in labels)
            self._file.create_dataset("inputs/label", data=list(labels),
                                      dtype=None if numeric else strings)
        if label_names is not None:
            self._file.create_dataset("inputs/label_names", data=list(label_names), dtype=strings)
        if images is not None:
            images = np.asarray(images)
            if images.dtype != np.uint8:
                raise ValueError(f"images are {images.dtype}; expected uint8")
            self._file.create_dataset("inputs/image", data=images, compression="gzip",
                                      shuffle=True)

    def _stored(self, layer, values):
        with np.errstate(over="ignore"):
            stored = values.astype(self._dtype)
        lost = np.isfinite(values) & ~np.isfinite(stored)
        if lost.any():
            raise ValueError(f"{layer} has values up to {np.abs(values[lost]).max():.6g}, more than "
                             f'{self._dtype} can hold; use dtype="float32"')
        return stored

    def _discard(self):
        self._file.close()
        os.remove(self._partial)
