"""The exporters for JAX and Keras and the converter of svcca's pickles, on NumPy arrays: neither framework
is a package of Debian, so that the models here are stand-ins that behave as the exporters need."""

import os
import pickle
import types

from exporter_case import ExporterCase, need, run

need("h5py", "numpy")

import h5py
import numpy as np

import export_jax
import export_keras
import svcca_to_hdf5
from activation_file import ActivationFile

RANDOM = np.random.default_rng(5)
KERNEL = RANDOM.normal(size=(3, 3, 3, 4)).astype("float32")


def convolved(pictures, kernel=KERNEL, step=2):
    """'valid' convolution of NHWC pictures, by its definition."""
    windows = np.lib.stride_tricks.sliding_window_view(pictures, kernel.shape[:2], (1, 2))
    return np.einsum("nijchw,hwco->nijo", windows[:, ::step, ::step], kernel)


class JaxTest(ExporterCase):
    def test_a_function_that_gives_activations(self):
        pictures = RANDOM.normal(size=(11, 9, 9, 3)).astype("float32")

        def activations(batch):
            maps = convolved(batch)
            return {"Conv_0": maps, "Dense_0": maps.reshape(len(batch), -1)[:, :7]}

        export_jax.export(self.path("net.h5"), activations, np.split(pictures, [4, 8]),
                          filters={"Conv_0": KERNEL}, fields={"Conv_0": (3, 2, 0)},
                          attributes={"model": "Jax"}, dtype="float32")
        conv, dense = self.info("net.h5")["networks"][0]["layers"]
        self.assertEqual((conv["name"], conv["axes"], conv["units"]), ("Conv_0", "NHWC", 4))
        self.assertEqual(conv["receptive_field"], {"size": 3, "stride": 2, "offset": 0})
        self.assertEqual((dense["name"], dense["units"]), ("Dense_0", 7))
        with h5py.File(self.path("net.h5")) as file:
            np.testing.assert_allclose(file["activations/Conv_0"], convolved(pictures), atol=1e-5)
            weight = file["units/Conv_0/weight"]
            self.assertEqual(weight.shape, (4, 3, 3, 3))
            self.assertEqual(weight[1, 2, 0, 1], KERNEL[0, 1, 2, 1])

    def test_intermediates_of_flax(self):
        def apply(variables, batch, capture_intermediates, mutable, train):
            self.assertTrue(capture_intermediates and mutable == ["intermediates"] and not train)
            hidden = batch * variables["scale"]
            return hidden, {"intermediates": {"Block_0": {"Dense_0": {"__call__": (hidden,)},
                                                          "__call__": (hidden + 1,)},
                                              "__call__": (hidden + 2,)}}

        model = types.SimpleNamespace(apply=apply)
        found = export_jax.flax_activations(model, {"scale": 3}, train=False)(np.ones((2, 5)))
        self.assertEqual({name: value[0, 0] for name, value in found.items()},
                         {"Block_0.Dense_0": 3, "Block_0": 4})

    def test_an_unknown_layer_is_refused(self):
        with self.assertRaisesRegex(ValueError, "no layer named .'b'.; there are .'a'."):
            export_jax.export(self.path("x.h5"), lambda batch: {"a": batch}, [np.ones((3, 2))],
                              layers=["b"])
        self.assertEqual(os.listdir(self.folder), [])


class Conv2D(types.SimpleNamespace):
    pass


class MaxPooling2D(types.SimpleNamespace):
    pass


class Flatten(types.SimpleNamespace):
    pass


class KerasModel:
    """A chain of layers by the names that Keras gives their attributes."""

    def __init__(self, chain, input_shape, compute):
        self.layers, self.input_shape, self.inputs, self.compute = chain, input_shape, ["in"], compute
        for index, layer in enumerate(chain):
            layer.input, layer.output = f"tensor {index}", f"tensor {index + 1}"
        for before, layer in zip(chain, chain[1:]):
            layer.input = before.output

    def get_layer(self, name):
        return next(layer for layer in self.layers if layer.name == name)


class KerasTest(ExporterCase):
    def model(self):
        conv = Conv2D(name="conv", kernel=KERNEL, kernel_size=(3, 3), strides=(2, 2),
                      dilation_rate=(1, 1), padding="valid", data_format="channels_last")
        flat = Flatten(name="flat")
        return KerasModel([conv, flat], (None, 9, 9, 3), {
            "tensor 1": convolved,
            "tensor 2": lambda batch: convolved(batch).reshape(len(batch), -1)})

    def test_layers_of_a_model(self):
        model = self.model()

        def make_model(inputs, outputs):
            self.assertEqual(inputs, model.inputs)
            return types.SimpleNamespace(
                predict_on_batch=lambda batch: [model.compute[name](batch) for name in outputs])

        pictures = RANDOM.normal(size=(6, 9, 9, 3)).astype("float32")
        export_keras.export(self.path("net.h5"), model, [(pictures[:4], 0), (pictures[4:], 0)],
                            ["conv", "flat"], make_model=make_model, dtype="float32")
        conv, flat = self.info("net.h5")["networks"][0]["layers"]
        self.assertEqual((conv["axes"], conv["units"], flat["units"]), ("NHWC", 4, 64))
        self.assertEqual(conv["receptive_field"], {"size": 3, "stride": 2, "offset": 0})
        self.assertEqual(conv["weight"], "/units/conv/weight")
        with h5py.File(self.path("net.h5")) as file:
            np.testing.assert_allclose(file["activations/conv"], convolved(pictures), atol=1e-5)

    def test_fields_of_windows_that_keep_the_size(self):
        """'same' puts the odd cell of the padding behind: known values of TensorFlow's rule."""
        chain = [Conv2D(name="c1", kernel_size=(7, 7), strides=(2, 2), dilation_rate=(1, 1),
                        padding="same"),
                 MaxPooling2D(name="p1", pool_size=(3, 3), strides=(2, 2), padding="same"),
                 Conv2D(name="c2", kernel_size=(3, 3), strides=(1, 1), dilation_rate=(2, 2),
                        padding="same")]
        fields = export_keras.receptive_fields(KerasModel(chain, (None, 224, 224, 3), {}))
        # 224 -> 112 with 2 cells before and 3 behind; 112 -> 56 with 0 and 1; 2 and 2.
        self.assertEqual(fields, {"c1": (7, 2, -2), "p1": (11, 4, -2), "c2": (27, 4, -10)})


class FileTest(ExporterCase):
    def test_values_too_large_for_the_type_are_refused(self):
        with self.assertRaisesRegex(ValueError, "fc has values up to 70000, more than float16"):
            with ActivationFile(self.path("net.h5"), ["fc"]) as file:
                file.append("fc", np.array([[1, -70000], [np.inf, np.nan]]), "NC")
        self.assertEqual(os.listdir(self.folder), [])


class PickleTest(ExporterCase):
    def save(self, name, content):
        with open(self.path(name), "wb") as file:
            pickle.dump(content, file, protocol=2)

    def test_units_by_samples_are_turned(self):
        layer = np.asfortranarray(RANDOM.normal(size=(5, 12)).astype("float32"))
        self.save("model_0_lay04.p", layer)
        self.save("conv.p", RANDOM.normal(size=(12, 3, 2, 6)))
        svcca_to_hdf5.convert([self.path("model_0_lay04.p"), self.path("conv.p")],
                              self.path("net.h5"))
        found = self.info("net.h5")["networks"][0]["layers"]
        self.assertEqual([(layer["name"], layer["units"], layer["rows"], layer["columns"])
                          for layer in found], [("model_0_lay04", 5, 1, 1), ("conv", 6, 3, 2)])
        with h5py.File(self.path("net.h5")) as file:
            np.testing.assert_array_equal(file["activations/model_0_lay04"], layer.T)

    def test_lists_and_dictionaries(self):
        layers = [RANDOM.normal(size=(3, 8)), RANDOM.normal(size=(4, 8))]
        self.save("all.p", layers)
        self.assertEqual(list(svcca_to_hdf5.layers_of(self.path("all.p"))),
                         ["all.layer0", "all.layer1"])
        self.save("named.p", {"fc": layers[0]})
        np.testing.assert_array_equal(svcca_to_hdf5.layers_of(self.path("named.p"))["fc"],
                                      layers[0])

    def refused(self, sources, words):
        with self.assertRaisesRegex(ValueError, words):
            svcca_to_hdf5.convert([self.path(name) for name in sources], self.path("net.h5"))
        self.assertFalse(os.path.exists(self.path("net.h5")))

    def test_layers_of_other_samples_are_refused(self):
        self.save("a.p", RANDOM.normal(size=(3, 8)))
        self.save("b.p", RANDOM.normal(size=(3, 9)))
        self.refused(["a.p", "b.p"], "b gave 9 rows for 8 inputs")

    def test_two_files_of_one_name_are_refused(self):
        os.makedirs(self.path("0"))
        self.save("fc.p", RANDOM.normal(size=(3, 8)))
        self.save("0/fc.p", RANDOM.normal(size=(3, 8)))
        self.refused(["fc.p", "0/fc.p"], "0/fc.p holds fc, which an earlier file holds as well")

    def test_code_is_not_run(self):
        class Harmful:
            def __reduce__(self):
                return os.mkdir, ("harm",)

        self.save("bad.p", Harmful())
        with self.assertRaisesRegex(pickle.UnpicklingError, "only arrays are loaded"):
            svcca_to_hdf5.layers_of(self.path("bad.p"))
        self.assertFalse(os.path.exists("harm"))


if __name__ == "__main__":
    run()
