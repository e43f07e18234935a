"""Writes what the layers of a Keras model do to a set of inputs, as a file for Counterpart.

    from export_keras import export
    export("netA.h5", model, batches, layers=["conv1", "pool1", "fc"],
           ids=file_names, images=pictures_uint8, attributes={"seed": 1, "accuracy": 0.86})

Works with Keras 2 (tensorflow.keras) and Keras 3; the model must be functional or sequential and built.
Needs keras, h5py, numpy, and activation_file.py of this folder.
"""

import numpy as np

from activation_file import ActivationFile


def export(path, model, batches, layers, filters=None, make_model=None, **about):
    """Runs `model` over `batches` and writes the outputs of the layers named.

    batches     arrays, or tuples whose first entry is the input; do not shuffle them
    layers      names of the model's layers, in depth order
    filters     {layer: convolution}, for example {"relu1": "conv1"}: whose weights are shown
    make_model  keras.Model, where it is not of the package `keras`
    about       ids, labels, label_names, images, attributes, dtype: as of ActivationFile
    """
    if make_model is None:
        import keras
        make_model = keras.Model
    outputs = {name: model.get_layer(name).output for name in layers}
    probe = make_model(inputs=model.inputs, outputs=list(outputs.values()))
    with ActivationFile(path, layers, **about) as file:
        for batch in batches:
            inputs = np.asarray(batch[0] if isinstance(batch, (tuple, list)) else batch)
            values = probe.predict_on_batch(inputs)
            values = values if isinstance(values, (list, tuple)) else [values]
            for name, value in zip(layers, values):
                file.append(name, value, _axes(model.get_layer(name), np.ndim(value)))
            file.end_batch(len(inputs))
        for name, field in receptive_fields(model).items():
            if name in layers:
                file.set_field(name, field)
        for name in layers:
            weights = getattr(model.get_layer((filters or {}).get(name, name)), "kernel", None)
            if weights is not None and np.ndim(weights) == 4 and np.shape(weights)[2] in (1, 3):
                file.set_filters(name, np.asarray(weights).transpose(3, 2, 0, 1))


def _axes(layer, count):
    if count == 4:
        first = getattr(layer, "data_format", "channels_last") == "channels_first"
        return "NCHW" if first else "NHWC"
    return {2: "NC", 3: "NTD"}.get(count, "?" * 9)


POINTWISE = ("ReLU", "LeakyReLU", "Activation", "BatchNormalization", "Dropout", "InputLayer", "ELU")
WINDOWED = ("Conv2D", "MaxPooling2D", "AveragePooling2D")


def receptive_fields(model):
    """{layer: (size, stride, offset)} as far as the model is a chain of known layers from the input;
    square windows, pictures of a known size that are as high as wide."""
    size, stride, offset = 1, 1, 0
    shape, fields = model.input_shape, {}
    if len(shape) != 4 or shape[1] is None or shape[1] != shape[2]:
        return fields
    pixels = shape[1]
    chain = model.layers
    for before, layer in zip([None, *chain], chain):
        kind = type(layer).__name__
        if before is not None and layer.input is not before.output:
            break
        if kind in WINDOWED:
            window = layer.kernel_size if kind == "Conv2D" else layer.pool_size
            if len({*window}) != 1 or len({*layer.strides}) != 1:
                break
            dilation = layer.dilation_rate[0] if kind == "Conv2D" else 1
            width, step = (window[0] - 1) * dilation + 1, layer.strides[0]
            padding, pixels = _padding(layer.padding, pixels, width, step)
            size, offset = size + (width - 1) * stride, offset - padding * stride
            stride *= step
        elif kind not in POINTWISE:
            break
        fields[layer.name] = (size, stride, offset)
    return fields


def _padding(kind, pixels, width, step):
    """(cells before the first, positions of the map) of a window over so many cells."""
    if kind == "valid":
        return 0, (pixels - width) // step + 1
    positions = -(-pixels // step)
    return max((positions - 1) * step + width - pixels, 0) // 2, positions
