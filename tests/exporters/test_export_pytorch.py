"""The PyTorch exporter and the converter of .pt files: files that counterpart-cli reads, with the values that
the model gives, and receptive fields as trying every pixel finds them."""

import os
from collections import OrderedDict

from exporter_case import ExporterCase, need, run

need("torch", "h5py", "numpy")

import h5py
import numpy as np
import torch
from torch import nn

import pt_to_hdf5
from export_pytorch import export
from receptive_field import probe_fields

PIXELS = 32


class Residual(nn.Module):
    """Adds in place what a shorter way gives, as ResNets do."""

    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(3, 4, 3, stride=2, padding=1)
        self.second = nn.Conv2d(4, 4, 3, padding=1)
        self.short = nn.Conv2d(3, 4, 1, stride=2)
        self.last = nn.ReLU(inplace=True)

    def forward(self, x):
        y = self.second(self.first(x).relu_())
        y += self.short(x)
        return self.last(y)


class Fire(nn.Module):
    """Concatenates convolutions of two sizes; ends in a function that is no module."""

    def __init__(self):
        super().__init__()
        self.small = nn.Conv2d(3, 2, 1)
        self.large = nn.Conv2d(3, 2, 5, padding=2)
        self.last = nn.Conv2d(4, 3, 3)

    def forward(self, x):
        return self.last(nn.functional.relu(torch.cat([self.small(x), self.large(x)], 1)))


class WholePicture(nn.Module):
    """Scales a map by its mean, so that every unit sees the whole picture."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3)
        self.out = nn.Identity()

    def forward(self, x):
        y = self.conv(x)
        return self.out(y * y.mean((2, 3), keepdim=True))


def chain():
    return nn.Sequential(OrderedDict(
        conv1=nn.Conv2d(3, 8, 7, stride=2, padding=3), relu1=nn.ReLU(inplace=True),
        pool=nn.MaxPool2d(3, 2), norm=nn.BatchNorm2d(8),
        block=nn.Sequential(OrderedDict(conv=nn.Conv2d(8, 6, 3, dilation=2), relu=nn.ReLU())),
        flat=nn.Flatten(), fc=nn.Linear(6 * 3 * 3, 10)))


def ascending(model):
    """Weights above 0, so that a brighter pixel makes every unit that sees it larger."""
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(torch.rand_like(parameter) + 0.1)
    return model.double().eval()


def fields_by_pixels(model, layer):
    """For each position on the map's diagonal the rows of the pixels that change it."""
    outputs = []
    hook = dict(model.named_modules())[layer].register_forward_hook(
        lambda _module, _inputs, output: outputs.append(output.clone()))
    with torch.no_grad():
        base = torch.rand(1, 3, PIXELS, PIXELS, dtype=torch.float64)
        model(base)
        positions = range(outputs[0].shape[2])
        seen = {p: [] for p in positions}
        for row in range(PIXELS):
            changed = base.clone()
            changed[:, :, row, :] += 1e6
            model(changed)
            difference = (outputs[-1] - outputs[0]).abs().sum((0, 1))
            for p in positions:
                if difference[p, p] > 1:
                    seen[p].append(row)
    hook.remove()
    return seen


class ReceptiveFieldTest(ExporterCase):
    def check(self, model, layer, field):
        size, stride, offset = field
        for p, rows in fields_by_pixels(model, layer).items():
            begin = max(offset + p * stride, 0)
            end = min(offset + p * stride + size, PIXELS)
            self.assertEqual((rows[0], rows[-1]), (begin, end - 1), f"{layer} at {p}")

    def exported_fields(self, model, layers, **options):
        export(self.path("x.h5"), model, [torch.rand(2, 3, PIXELS, PIXELS, dtype=torch.float64)],
               layers, **options)
        with h5py.File(self.path("x.h5")) as file:
            attributes = {name: file["activations/" + name.replace(".", "/")].attrs
                          for name in layers}
            return {name: tuple(int(a[key]) for key in ("rf_size", "rf_stride", "rf_offset"))
                    for name, a in attributes.items() if "rf_size" in a}

    def test_a_chain_by_its_modules(self):
        model = ascending(chain())
        layers = ["conv1", "relu1", "pool", "norm", "block.conv", "block.relu"]
        fields = self.exported_fields(model, layers, probe=False)
        self.assertEqual(list(fields), layers)
        for layer, field in fields.items():
            self.check(model, layer, field)

    def test_probing_agrees_with_the_modules(self):
        model = chain().eval()
        layers = ["conv1", "relu1", "pool"]
        modules = dict(model.named_modules())
        with torch.no_grad():
            probed = probe_fields(model, {name: modules[name] for name in layers},
                                  (3, PIXELS, PIXELS))
        self.assertEqual(probed, self.exported_fields(model.double(), layers, probe=False))

    def test_sums_and_concatenations_by_trying(self):
        for model, first in ((Residual(), "first"), (Fire(), "large")):
            ascending(model)
            self.assertEqual(list(self.exported_fields(model, [first, "last"], probe=False)),
                             [first])
            fields = self.exported_fields(model, [first, "last"])
            self.check(model, first, fields[first])
            self.check(model, "last", fields["last"])

    def test_a_sum_in_place_is_not_taken_for_its_first_part(self):
        model = ascending(Residual())
        outer = nn.Sequential(OrderedDict(block=model, next=nn.Conv2d(4, 2, 3)))
        self.assertNotIn("next", self.exported_fields(outer.double(), ["next"], probe=False))
        fields = self.exported_fields(outer.double(), ["next"])
        self.check(ascending(outer), "next", fields["next"])

    def test_no_field_where_there_is_none(self):
        self.assertEqual(self.exported_fields(WholePicture().double(), ["out"]), {})


class FileTest(ExporterCase):
    def test_values_inputs_and_what_the_program_reads(self):
        torch.manual_seed(1)
        model = chain()
        pictures = torch.rand(50, 3, PIXELS, PIXELS)
        batches = [(part, None) for part in torch.split(pictures, 16)]
        layers = ["conv1", "relu1", "block.relu", "fc"]
        export(self.path("net.h5"), model, batches, layers, filters={"relu1": "conv1"},
               ids=[f"picture {i}" for i in range(50)], labels=[i % 3 for i in range(50)],
               label_names=["cat", "dog", "owl"],
               images=(pictures.permute(0, 2, 3, 1).numpy() * 255).astype("uint8"),
               attributes={"model": "Small", "seed": 1}, dtype="float32")
        self.assertTrue(model.training)  # as it was
        network = self.info("net.h5")["networks"][0]
        self.assertEqual(network["model"], "Small")
        self.assertEqual(network["inputs"]["count"], 50)
        self.assertEqual(network["inputs"]["image"], "/inputs/image")
        self.assertEqual([layer["name"] for layer in network["layers"]], layers)
        self.assertFalse(any(layer["axes_guessed"] for layer in network["layers"]))
        conv1, relu1, _, fc = network["layers"]
        self.assertEqual(conv1["receptive_field"], {"size": 7, "stride": 2, "offset": -3})
        self.assertEqual(relu1["weight"], "/units/relu1/weight")
        self.assertEqual((fc["units"], fc["rows"]), (10, 1))

        model.eval()
        with torch.no_grad(), h5py.File(self.path("net.h5")) as file:
            before = model.conv1(pictures)  # not what the ReLU in place makes of it
            np.testing.assert_allclose(file["activations/conv1"], before, atol=1e-5)
            np.testing.assert_allclose(file["activations/relu1"], before.relu(), atol=1e-5)
            np.testing.assert_allclose(file["activations/fc"], model(pictures), atol=1e-4)

    def test_refusals_leave_no_file(self):
        model, batch = chain(), [torch.rand(4, 3, PIXELS, PIXELS)]
        with self.assertRaisesRegex(ValueError, "no module named .'nope'."):
            export(self.path("bad.h5"), model, batch, ["nope"])
        residual = Residual()
        residual.unused = nn.Identity()
        with self.assertRaisesRegex(ValueError, "unused gave 0 rows for 4 inputs"):
            export(self.path("bad.h5"), residual, batch, ["first", "unused"])
        with self.assertRaisesRegex(ValueError, "float32; expected uint8"):
            export(self.path("bad.h5"), model, batch, ["fc"], images=np.zeros((4, 2, 2), "float32"))
        self.assertRaises(FileNotFoundError, open, self.path("bad.h5"))
        self.assertRaises(FileNotFoundError, open, self.path("bad.h5.part"))

    def test_pt_files(self):
        layers = {"conv1": torch.rand(20, 4, 3, 3), "block.fc": torch.rand(20, 5)}
        torch.save(layers, self.path("layers.pt"))
        pt_to_hdf5.convert(self.path("layers.pt"), self.path("layers.h5"))
        found = self.info("layers.h5")["networks"][0]["layers"]
        self.assertEqual([(layer["name"], layer["units"], layer["rows"]) for layer in found],
                         [("conv1", 4, 3), ("block.fc", 5, 1)])
        with h5py.File(self.path("layers.h5")) as file:
            np.testing.assert_array_equal(file["activations/block/fc"], layers["block.fc"])

    def test_pt_files_of_unequal_layers_are_refused(self):
        torch.save({"a": torch.zeros(4, 2), "b": torch.zeros(5, 2)}, self.path("odd.pt"))
        with self.assertRaisesRegex(ValueError, "b gave 5 rows for 4 inputs"):
            pt_to_hdf5.convert(self.path("odd.pt"), self.path("odd.h5"))
        self.assertEqual(os.listdir(self.folder), ["odd.pt"])

    def test_pt_files_that_hold_code_are_refused(self):
        torch.save(nn.Linear(2, 2), self.path("model.pt"))
        with self.assertRaisesRegex(SystemExit, "--trust"):
            pt_to_hdf5.convert(self.path("model.pt"), self.path("model.h5"))


if __name__ == "__main__":
    run()
