#!/usr/bin/python3
"""Makes the bundled example: four small networks of one architecture, trained from seeds 1 to 4.

The task is to tell which of 14 photographs a 32 x 32 patch was cut from. Training patches come
from the left 80 % of each picture; the probe patches, and those of the accuracy, from the right
20 %, which the networks never saw. Networks that differ only in their seed learn first-layer
filters that recur, edges and blobs of colour: what the program is there to show.

Written are patches_seed1.h5 to patches_seed4.h5, network files of the project's own layout: the
activations of every layer on the same 252 probe patches in the same order, the patches with their
labels and ids ("astronaut@412,96": picture, then column and row of the patch's top left corner in
the picture scaled to 512 pixels), the first layer's weights and the receptive fields.

    /usr/bin/python3 resources/example/make_example.py --jobs 2

takes about three minutes of one core a seed. It needs Debian 12's packages python3-torch,
python3-h5py, python3-numpy and python3-pil, and the pictures that python3-skimage, python3-sklearn
and python3-scipy ship (NOTICE names their authors and licences); nothing is downloaded.

On the same package versions and the same kind of processor a second run writes the same bytes. On
another processor the library's convolutions may round differently, and training amplifies that.
"""

import argparse
import bz2
import importlib.util
import multiprocessing
import pathlib
import sys
import time

import h5py
import numpy as np
import torch
from PIL import Image
from torch import nn

# Picture -> its Python package (Debian: python3-<package>) and file there.
PICTURES = {
    "astronaut": ("skimage", "data/astronaut.png"),
    "chelsea": ("skimage", "data/chelsea.png"),
    "coffee": ("skimage", "data/coffee.png"),
    "motorcycle": ("skimage", "data/motorcycle_left.png"),
    "rocket": ("skimage", "data/rocket.jpg"),
    "retina": ("skimage", "data/retina.jpg"),
    "ihc": ("skimage", "data/ihc.png"),
    "hubble": ("skimage", "data/hubble_deep_field.jpg"),
    "brick": ("skimage", "data/brick.png"),
    "grass": ("skimage", "data/grass.png"),
    "gravel": ("skimage", "data/gravel.png"),
    "china": ("sklearn", "datasets/images/china.jpg"),
    "flower": ("sklearn", "datasets/images/flower.jpg"),
    "raccoon": ("scipy", "misc/face.dat"),
}
RACCOON_SHAPE = (768, 1024, 3)  # face.dat is bz2 of the bare pixels
PICTURE_SIDE = 512  # pixels of the longer side after scaling
TRAIN_SHARE = 0.8  # of the picture's width, from the left

PATCH = 32
PROBES_PER_PICTURE = 18
PROBE_MIN_CONTRAST = 4.0  # grey levels; flat black sky and margins show nothing as probes
TEST_PER_PICTURE = 200
SAMPLING_SEED = 0  # probes and test patches are the same for every network

# (name, channels, kernel, stride, padding); a pool has no channels.
CONVOLUTIONS = (
    ("conv1", 32, 7, 2, 0),
    ("pool1", None, 3, 2, 0),
    ("conv2", 48, 5, 1, 2),
    ("pool2", None, 2, 2, 0),
    ("conv3", 64, 3, 1, 1),
)
HIDDEN = 64
LAYERS = ("conv1", "conv2", "conv3", "fc", "output")

STEPS = 4000
BATCH = 128
LEARNING_RATE = 0.05  # peak of the one-cycle schedule
MOMENTUM = 0.9
WEIGHT_DECAY = 8e-3  # with less, more counterparts fire alike but look different
GRADIENT_NORM = 2.0  # clipped to this; unclipped, a third of conv2 and fc died with some seeds
# Jitter of a training patch: contrast x (1 +- CONTRAST), each channel x (1 +- COLOUR), + BRIGHTNESS
# standard deviations either way, and between sharp and blurred with BLUR in both directions.
# Without the blur the networks tell the pictures by their grain, and many filters are chequered.
CONTRAST = 0.4
COLOUR = 0.2
BRIGHTNESS = 0.4
BLUR = (0.25, 0.5, 0.25)

CHUNK = 36  # samples; divides the number of probes
COMPRESSION = {"compression": "gzip", "compression_opts": 9, "shuffle": True}


def picture_path(name):
    package, file = PICTURES[name]
    spec = importlib.util.find_spec(package)
    path = pathlib.Path(spec.submodule_search_locations[0], file) if spec else None
    if path is None or not path.is_file():
        sys.exit(f"make_example.py: the picture '{name}' is missing: {package}/{file} was not"
                 f" found. Debian 12's package python3-{package} ships it.")
    return path


def load_picture(name):
    """(height, width, 3) uint8, the longer side PICTURE_SIDE pixels."""
    path = picture_path(name)
    if path.suffix == ".dat":
        pixels = np.frombuffer(bz2.decompress(path.read_bytes()), np.uint8)
        picture = Image.fromarray(pixels.reshape(RACCOON_SHAPE))
    else:
        picture = Image.open(path).convert("RGB")
    scale = PICTURE_SIDE / max(picture.size)
    size = [round(side * scale) for side in picture.size]
    return np.asarray(picture.resize(size, Image.Resampling.LANCZOS))


def train_width(picture):
    return int(picture.shape[1] * TRAIN_SHARE)


def cut(picture, x, y):
    return picture[y:y + PATCH, x:x + PATCH]


def training_batch(pictures, rng):
    """Patches of the left side, (BATCH, 32, 32, 3) uint8, flipped at random; and their labels."""
    labels = rng.integers(len(pictures), size=BATCH)
    across, down = rng.random((2, BATCH))
    flips = rng.random((2, BATCH)) < 0.5
    patches = np.empty((BATCH, PATCH, PATCH, 3), np.uint8)
    for i, label in enumerate(labels):
        picture = pictures[label]
        x = int(across[i] * (train_width(picture) - PATCH + 1))
        y = int(down[i] * (picture.shape[0] - PATCH + 1))
        patch = cut(picture, x, y)
        patch = patch[:, ::-1] if flips[0, i] else patch
        patches[i] = patch[::-1] if flips[1, i] else patch
    return patches, labels


def test_patches(pictures):
    """Patches anywhere in the right side, as many of each picture; and their labels."""
    rng = np.random.default_rng(SAMPLING_SEED)
    patches = []
    for picture in pictures:
        height, width = picture.shape[:2]
        for _ in range(TEST_PER_PICTURE):
            x = rng.integers(train_width(picture), width - PATCH + 1)
            patches.append(cut(picture, x, rng.integers(height - PATCH + 1)))
    return np.stack(patches), np.repeat(np.arange(len(pictures)), TEST_PER_PICTURE)


def probe_patches(pictures):
    """Patches of the right side that neither overlap nor are flat; their labels and ids."""
    rng = np.random.default_rng(SAMPLING_SEED)
    patches, ids = [], []
    for name, picture in zip(PICTURES, pictures):
        height, width = picture.shape[:2]
        corners = [(x, y) for y in range(0, height - PATCH + 1, PATCH)
                   for x in range(train_width(picture), width - PATCH + 1, PATCH)
                   if cut(picture, x, y).std() > PROBE_MIN_CONTRAST]
        chosen = rng.choice(len(corners), PROBES_PER_PICTURE, replace=False)
        for x, y in (corners[i] for i in sorted(chosen)):
            patches.append(cut(picture, x, y))
            ids.append(f"{name}@{x},{y}")
    return np.stack(patches), np.repeat(np.arange(len(pictures)), PROBES_PER_PICTURE), ids


def normalised(patches):
    """uint8 NHWC to float NCHW, about zero mean and unit deviation over natural pictures."""
    return (torch.from_numpy(patches).permute(0, 3, 1, 2).float() / 255 - 0.5) / 0.25


def blurred(x):
    kernel = torch.outer(torch.tensor(BLUR), torch.tensor(BLUR)).expand(3, 1, 3, 3)
    return nn.functional.conv2d(nn.functional.pad(x, (1, 1, 1, 1), mode="replicate"), kernel,
                                groups=3)


def jittered(x, rng):
    """Sharpness, contrast, colour and brightness changed at random, each patch by itself."""
    share = torch.from_numpy(rng.uniform(0, 1, (len(x), 1, 1, 1))).float()
    x = torch.lerp(x, blurred(x), share)
    factor = 1 + CONTRAST * rng.uniform(-1, 1, (len(x), 1, 1, 1))
    gains = factor * (1 + COLOUR * rng.uniform(-1, 1, (len(x), 3, 1, 1)))
    offset = BRIGHTNESS * rng.uniform(-1, 1, (len(x), 1, 1, 1))
    return x * torch.from_numpy(gains).float() + torch.from_numpy(offset).float()


def initialise(module):
    """He's initialisation: with PyTorch's smaller one some seeds die under the weight decay."""
    if isinstance(module, (nn.Conv2d, nn.Linear)):
        nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
        nn.init.zeros_(module.bias)


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.stages = nn.ModuleDict()
        channels = 3
        for name, width, kernel, stride, padding in CONVOLUTIONS:
            if width is None:
                self.stages[name] = nn.MaxPool2d(kernel, stride, padding)
            else:
                self.stages[name] = nn.Conv2d(channels, width, kernel, stride, padding)
                channels = width
        features = nn.Sequential(*self.stages.values())(torch.zeros(1, 3, PATCH, PATCH)).numel()
        self.stages["fc"] = nn.Linear(features, HIDDEN)
        self.stages["output"] = nn.Linear(HIDDEN, len(PICTURES))
        self.apply(initialise)

    def activations(self, x):
        """Every layer's output by name: after the ReLU and before the pool; output: the logits."""
        found = {}
        for name, stage in self.stages.items():
            x = stage(x.flatten(1) if name == "fc" else x)
            if name in LAYERS:
                x = x if name == "output" else x.relu()
                found[name] = x
        return found

    def forward(self, x):
        return self.activations(x)["output"]


def trained(pictures, seed, steps):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    network = Network()
    optimiser = torch.optim.SGD(network.parameters(), LEARNING_RATE, MOMENTUM,
                                weight_decay=WEIGHT_DECAY, nesterov=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, LEARNING_RATE, steps,
                                                   cycle_momentum=False)
    for _ in range(steps):
        patches, labels = training_batch(pictures, rng)
        logits = network(jittered(normalised(patches), rng))
        loss = nn.functional.cross_entropy(logits, torch.from_numpy(labels))
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), GRADIENT_NORM)
        optimiser.step()
        schedule.step()
    return network.eval()


def accuracy(network, pictures):
    patches, labels = test_patches(pictures)
    with torch.no_grad():
        chosen = network(normalised(patches)).argmax(1).numpy()
    return float((chosen == labels).mean())


def receptive_fields():
    """Layer -> (size, stride, offset) in input pixels, equal in both directions.

    A unit at position p sees the input pixels from offset + p * stride, size of them; offset, the
    left (top) edge of position 0, is negative where padding lets the field begin outside.
    """
    size, stride, offset, fields = 1, 1, 0, {}
    for name, _, kernel, step, padding in CONVOLUTIONS:
        size += (kernel - 1) * stride
        offset -= padding * stride
        stride *= step
        fields[name] = (size, stride, offset)
    return fields


def write_activations(file, activations):
    fields = receptive_fields()
    for order, name in enumerate(LAYERS):
        values = activations[name].numpy().astype(np.float16)
        layer = file.create_dataset(f"activations/{name}", data=values, track_times=False,
                                    chunks=(CHUNK,) + values.shape[1:], **COMPRESSION)
        layer.attrs["axes"] = "NCHW" if values.ndim == 4 else "NC"
        layer.attrs["order"] = order
        if name in fields:
            for key, value in zip(("rf_size", "rf_stride", "rf_offset"), fields[name]):
                layer.attrs[key] = value


def write_input(file, name, data, **options):
    file.create_dataset(f"inputs/{name}", data=data, track_times=False, **options)


def write_pictures(file, patches):
    write_input(file, "image", patches, chunks=(CHUNK,) + patches.shape[1:], **COMPRESSION)


def write_names(file, labels, ids):
    write_input(file, "label", labels.astype(np.int32))
    write_input(file, "label_names", list(PICTURES), dtype=h5py.string_dtype())
    write_input(file, "id", ids, dtype=h5py.string_dtype())


def write_network(path, attributes, network, probes):
    patches, labels, ids = probes
    with torch.no_grad():
        activations = network.activations(normalised(patches))
    filters = network.stages["conv1"].weight.detach().numpy().astype(np.float16)
    partial = path.with_suffix(".part")
    with h5py.File(partial, "w") as file:
        file.attrs.update(attributes)
        file.attrs["layers"] = list(LAYERS)
        write_activations(file, activations)
        write_pictures(file, patches)
        write_names(file, labels, ids)
        file.create_dataset("units/conv1/weight", data=filters, track_times=False)
        file.create_dataset("units/output/name", data=list(PICTURES), dtype=h5py.string_dtype(),
                            track_times=False)
    partial.replace(path)


def make_network(seed, steps, out):
    """Trains one network and writes its file; the line that says so."""
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    begin = time.perf_counter()
    pictures = [load_picture(name) for name in PICTURES]
    network = trained(pictures, seed, steps)
    reached = accuracy(network, pictures)
    attributes = {
        "model": f"Patches, seed {seed}",
        "dataset": f"{len(PICTURES)} photographs, {PATCH} x {PATCH} patches",
        "comment": "Tells which picture a patch is from; probes from the untrained right "
                   "fifth of each picture. Made by resources/example/make_example.py.",
        "seed": seed,
        "accuracy": reached,
        "steps": steps,
        "learning_rate": LEARNING_RATE,
        "weight_decay": WEIGHT_DECAY,
    }
    path = out / f"patches_seed{seed}.h5"
    write_network(path, attributes, network, probe_patches(pictures))
    return (f"{path}: accuracy {reached:.3f}, {path.stat().st_size / 1e6:.2f} MB,"
            f" {time.perf_counter() - begin:.0f} s")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4])
    parser.add_argument("--steps", type=int, default=STEPS,
                        help="training steps, default %(default)s")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path(__file__).parent,
                        help="folder of the files, default the script's own")
    parser.add_argument("--jobs", type=int, default=1, help="seeds trained at once, one core each")
    return parser.parse_args()


def main():
    options = arguments()
    for name in PICTURES:
        picture_path(name)  # a missing picture is said before any training
    options.out.mkdir(parents=True, exist_ok=True)
    tasks = [(seed, options.steps, options.out) for seed in options.seeds]
    with multiprocessing.get_context("spawn").Pool(options.jobs) as pool:
        for task in [pool.apply_async(make_network, task) for task in tasks]:
            print(task.get(), flush=True)


if __name__ == "__main__":
    main()
