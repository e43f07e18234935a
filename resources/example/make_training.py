#!/usr/bin/python3
"""Makes the second example: small recurrent networks of three widths, one of them in training.

Each reads a 32 x 32 patch from the top to the bottom, two rows of pixels a step, and tells which
of 14 photographs it was cut from: the task, the patches and the probes of make_example.py. Layers:
recurrent (a GRU's outputs at each of the 16 steps), hidden (after the ReLU) and output.

Written are training/reader_width<W>_seed<S>_step<N>.h5, network files of the project's own layout:
widths 8, 16 and 32 from the seeds 1 to 3 at the end of their training, and width 32 from seed 1 at
four checkpoints before it. Only the file of width 32, seed 1 at the end holds the patches; the
others link to it.

    /usr/bin/python3 resources/example/make_training.py --jobs 2

takes about two minutes of one core a network. It needs what make_example.py needs and, like it,
writes the same activations each time.
"""

import argparse
import multiprocessing
import pathlib
import time

import h5py
import numpy as np
import torch
from torch import nn

import make_example as example

ROWS_A_STEP = 2
WIDTHS = (32, 16, 8)
SEEDS = (1, 2, 3)
FOLLOWED = (32, 1)  # width and seed of the network whose training is kept
STEPS = 4000
CHECKPOINTS = (0, 60, 250, 1000)
LEARNING_RATE = 4e-3  # peak of the one-cycle schedule
WEIGHT_DECAY = 1e-2
AXES = {"recurrent": "NTD", "hidden": "NC", "output": "NC"}


class Reader(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.gru = nn.GRU(ROWS_A_STEP * example.PATCH * 3, width, batch_first=True)
        self.hidden = nn.Linear(width, width)
        self.output = nn.Linear(width, len(example.PICTURES))

    def activations(self, x):
        """Every layer's output by name, of patches (N, 3, 32, 32)."""
        strips = x.permute(0, 2, 3, 1).reshape(len(x), example.PATCH // ROWS_A_STEP, -1)
        recurrent, _ = self.gru(strips)
        hidden = self.hidden(recurrent[:, -1]).relu()
        return {"recurrent": recurrent, "hidden": hidden, "output": self.output(hidden)}

    def forward(self, x):
        return self.activations(x)["output"]


def file_name(width, seed, step):
    return f"reader_width{width:02}_seed{seed}_step{step:04}.h5"


def write_checkpoint(folder, width, seed, step, network, pictures):
    patches, labels, ids = example.probe_patches(pictures)
    with torch.no_grad():
        activations = network.activations(example.normalised(patches))
    holder = file_name(*FOLLOWED, STEPS)
    path = folder / file_name(width, seed, step)
    partial = path.with_suffix(".part")
    with h5py.File(partial, "w") as file:
        file.attrs.update({
            "model": f"GRU {width}, seed {seed}, step {step}",
            "dataset": f"{len(pictures)} photographs, 32 x 32 patches",
            "comment": "Reads a patch two rows a step and tells which picture it is from. Made by"
                       " resources/example/make_training.py.",
            "width": width,
            "seed": seed,
            "step": step,
            "accuracy": example.accuracy(network, pictures),
            "layers": list(AXES),
        })
        for order, (name, axes) in enumerate(AXES.items()):
            values = activations[name].numpy().astype(np.float16)
            layer = file.create_dataset(f"activations/{name}", data=values, track_times=False,
                                        chunks=values.shape, **example.COMPRESSION)
            layer.attrs["axes"] = axes
            layer.attrs["order"] = order
        if path.name == holder:
            example.write_pictures(file, patches)
        else:
            file["inputs/image"] = h5py.ExternalLink(holder, "/inputs/image")
        example.write_names(file, labels, ids)
        file.create_dataset("units/output/name", data=list(example.PICTURES),
                            dtype=h5py.string_dtype(), track_times=False)
    partial.replace(path)
    return path


def make_reader(width, seed, folder):
    """Trains one network and writes its files; the line that says so."""
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    begin = time.perf_counter()
    pictures = [example.load_picture(name) for name in example.PICTURES]
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    network = Reader(width)
    optimiser = torch.optim.AdamW(network.parameters(), LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, LEARNING_RATE, STEPS,
                                                   cycle_momentum=False)
    for step in range(STEPS):
        if (width, seed) == FOLLOWED and step in CHECKPOINTS:
            write_checkpoint(folder, width, seed, step, network, pictures)
        patches, labels = example.training_batch(pictures, rng)
        logits = network(example.jittered(example.normalised(patches), rng))
        loss = nn.functional.cross_entropy(logits, torch.from_numpy(labels))
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), example.GRADIENT_NORM)
        optimiser.step()
        schedule.step()
    path = write_checkpoint(folder, width, seed, STEPS, network, pictures)
    with h5py.File(path) as file:
        reached = file.attrs["accuracy"]
    return (f"{path}: accuracy {reached:.3f}, {path.stat().st_size / 1e6:.2f} MB,"
            f" {time.perf_counter() - begin:.0f} s")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--out", type=pathlib.Path,
                        default=pathlib.Path(__file__).parent / "training",
                        help="folder of the files, default training/ beside the script")
    parser.add_argument("--jobs", type=int, default=1,
                        help="networks trained at once, one core each")
    return parser.parse_args()


def main():
    options = arguments()
    for name in example.PICTURES:
        example.picture_path(name)  # a missing picture is said before any training
    options.out.mkdir(parents=True, exist_ok=True)
    tasks = [(width, seed, options.out) for width in WIDTHS for seed in SEEDS]
    with multiprocessing.get_context("spawn").Pool(options.jobs) as pool:
        for task in [pool.apply_async(make_reader, task) for task in tasks]:
            print(task.get(), flush=True)


if __name__ == "__main__":
    main()
