"""plots: each picture can be drawn, says in words what it shows, and has a text to fall back on."""

import base64
import io
import subprocess
import sys

import numpy as np
import pytest
import torch
from PIL import Image

from course_lib import plots
from course_lib.plots.picture import TEXT_VARIABLE, TextPicture
from course_lib.training import History

CLASSES = ("cat", "dog", "ship")


def history():
    run = History()
    for epoch in range(3):
        for step in range(40):
            run.log(loss=2.0 / (1 + epoch * 40 + step))
        run.log(validation_accuracy=0.1 + 0.1 * epoch)
    return run


PICTURES = {
    "loss_and_accuracy": lambda: plots.loss_and_accuracy(history()),
    "lines": lambda: plots.lines(
        {"tanh": [1.0, 0.5, 0.2], "ReLU": [1.0, 0.9]}, xlabel="layer", ylabel="std", log=True
    ),
    "images": lambda: plots.images(
        torch.rand(3, 3, 32, 32), [0, 1, 2], [0, 1, 1], classes=CLASSES, normalised=False
    ),
    "weight_histograms": lambda: plots.weight_histograms({"w1": torch.randn(30, 20)}),
    "first_layer_filters": lambda: plots.first_layer_filters(torch.randn(6, 3, 5, 5)),
    "autograd_graph": lambda: plots.autograd_graph(torch.ones(3, requires_grad=True).sum()),
}


@pytest.fixture(params=PICTURES, ids=str)
def make(request, monkeypatch):
    monkeypatch.delenv(TEXT_VARIABLE, raising=False)

    def make_the_same_again():
        torch.manual_seed(0)
        return PICTURES[request.param]()

    return make_the_same_again


@pytest.mark.filterwarnings("error")
class TestEveryPicture:
    def test_is_shown_by_jupyter_with_its_description_as_alternative_text(self, make):
        from IPython.core.formatters import DisplayFormatter

        picture = make()
        data, metadata = DisplayFormatter().format(picture)
        image = Image.open(io.BytesIO(base64.b64decode(data["image/png"])))
        assert len(np.unique(np.asarray(image.convert("RGB")).reshape(-1, 3), axis=0)) > 10
        assert image.text["Description"] == picture.description
        assert data["text/plain"] == picture.description
        assert metadata["image/png"]["alt"] == picture.description

    def test_describes_itself_in_one_sentence(self, make):
        description = make().description
        assert description.endswith(".")
        assert "\n" not in description
        assert repr(make()) == description

    def test_is_unknown_to_pyplot(self, make):
        import matplotlib.pyplot as plt

        make().png()
        assert plt.get_fignums() == []

    def test_becomes_text_where_that_is_asked_for(self, make, monkeypatch):
        figure = make()
        monkeypatch.setenv(TEXT_VARIABLE, "1")
        assert type(make()) is TextPicture
        assert make().description == figure.description
        assert make().text == figure.text
        assert make().text.isascii()

    def test_becomes_text_without_matplotlib(self, make, monkeypatch):
        loaded = [name for name in sys.modules if name.startswith("matplotlib.")]
        for name in ["matplotlib", "matplotlib.figure", *loaded]:
            monkeypatch.setitem(sys.modules, name, None)
        monkeypatch.delitem(sys.modules, "course_lib.plots.figure", raising=False)
        assert type(make()) is TextPicture

    def test_prints_its_text_where_there_is_no_notebook(self, make, capsys):
        picture = make()
        picture.show()
        assert capsys.readouterr().out == f"{picture.description}\n\n{picture.text}\n"


def test_lines_are_described_over_their_own_axis():
    rates = [torch.tensor(0.1), 0.01]
    picture = plots.lines({"rate": rates}, x=[0, 5], xlabel="epoch", ylabel="learning rate")
    assert picture.description == "Learning rate over epoch: rate falls from 0.1 to 0.01."
    assert "epoch 0 to 5" in picture.text


@pytest.mark.parametrize(
    ("series", "x", "complaint"),
    [({}, None, "nothing to draw"), ({"a": []}, None, "empty"), ({"a": [1, 2]}, [0], "x only 1")],
)
def test_lines_refuse_what_cannot_be_drawn(series, x, complaint):
    with pytest.raises(ValueError, match=complaint):
        plots.lines(series, x=x)


def test_importing_plots_imports_no_matplotlib():
    code = "import sys; import course_lib.plots; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def texts_of(figure):
    """Every piece of text in a figure's axes."""
    return [t.get_text() for axes in figure.axes for t in [axes.title, *axes.texts]]


def titles_of(grid):
    """The titles of a grid's images."""
    return [text.get_text() for text in grid.artists]


class TestLossAndAccuracy:
    def test_draws_losses_and_accuracies_apart_on_the_same_steps(self):
        loss, other = plots.loss_and_accuracy(history()).axes
        assert len(loss.lines[0].get_xdata()) == 120
        assert list(other.lines[0].get_xdata()) == [40, 80, 120]
        assert loss.get_xlim() == other.get_xlim()

    def test_spreads_the_shorter_series_of_a_mapping(self):
        _, other = plots.loss_and_accuracy({"loss": [3, 2, 1, 0], "accuracy": [0.1, 0.2]}).axes
        assert list(other.lines[0].get_xdata()) == [2, 4]

    def test_tells_the_series_of_a_panel_apart_without_colour(self):
        (axes,) = plots.loss_and_accuracy({"train": [1, 2], "validation": [1, 3]}).axes
        assert len({line.get_linestyle() for line in axes.lines}) == 2
        assert [t.get_text() for t in axes.get_legend().get_texts()] == ["train", "validation"]

    def test_says_where_a_loss_is_no_longer_finite(self):
        picture = plots.loss_and_accuracy({"loss": [2.0, 9.0, float("inf"), float("nan")]})
        assert "not finite from here" in " ".join(texts_of(picture))
        assert "no longer finite from step 3" in picture.description

    def test_refuses_an_empty_history(self):
        for empty in (History(), {}, {"loss": []}):
            with pytest.raises(ValueError, match="nothing to draw"):
                plots.loss_and_accuracy(empty)


class TestImages:
    def test_marks_right_and_wrong_predictions_without_colour(self):
        picture = PICTURES["images"]()
        assert [text.strip() for text in titles_of(picture)] == ["✓ cat", "✓ dog", "✗ dog\nis ship"]
        assert picture.description == "3 images: 2 predicted right, 1 wrong."
        assert "[2] wrong: dog is ship" in picture.text

    def test_draws_the_pixels_that_it_was_given(self):
        x = torch.zeros(1, 3, 4, 4, dtype=torch.uint8)
        x[0, 0, 1, 2] = 255  # one red pixel in row 1, column 2
        (image,) = plots.images(x).images
        dots = image.get_array()  # 25 of them for a side of each pixel
        assert dots.shape == (100, 100, 3)
        assert dots[25:50, 50:75].reshape(-1, 3).tolist() == 625 * [[1, 0, 0]]
        assert dots.sum() == 625

    def test_undoes_the_normalisation_of_the_loaders(self, monkeypatch):
        import course_lib.data

        monkeypatch.setattr(course_lib.data, "denormalise", lambda x: x * 0 + 0.25)
        (image,) = plots.images(torch.randn(1, 3, 4, 4)).images
        assert np.all(image.get_array() == 0.25)

    def test_names_the_classes_of_cifar10_by_itself(self):
        assert titles_of(plots.images(torch.rand(3, 8, 8), 3, normalised=False)) == ["cat"]

    def test_takes_arrays_grey_images_and_labels_without_a_name(self):
        x = np.random.default_rng(0).random((2, 1, 8, 8))
        assert titles_of(plots.images(x, np.array([1, 7]), classes=CLASSES)) == ["dog", "7"]

    def test_shows_no_more_than_eight_rows_and_says_so(self):
        picture = plots.images(torch.zeros(20, 3, 4, 4), columns=2, normalised=False)
        assert len(picture.images) == 16
        assert picture.description == "16 of 20 images."

    def test_says_how_to_put_the_channels_first(self):
        with pytest.raises(ValueError, match="permute"):
            plots.images(torch.zeros(2, 32, 32, 3))

    @pytest.mark.parametrize("shape", [(2, 5, 8, 8), (8, 8), (0, 3, 8, 8)])
    def test_refuses_what_is_no_image(self, shape):
        with pytest.raises(ValueError, match=r"images are \(N, C, H, W\)"):
            plots.images(torch.zeros(shape))

    def test_refuses_labels_that_do_not_match(self):
        with pytest.raises(ValueError, match="labels are one number an image"):
            plots.images(torch.zeros(2, 3, 4, 4), [1, 2, 3], normalised=False)


class TestWeights:
    def test_histograms_take_a_module_s_named_parameters(self):
        net = torch.nn.Linear(5, 2)
        picture = plots.weight_histograms(net.named_parameters())
        assert [axes.get_title().split("\n")[0] for axes in picture.axes] == ["weight", "bias"]

    def test_histograms_count_every_finite_value(self):
        values = torch.tensor([0.0, 1.0, 1.0, float("nan")])
        (axes,) = plots.weight_histograms({"w": values}, bins=2).axes
        assert [bar.get_height() for bar in axes.patches] == [1, 2]

    def test_histograms_survive_constant_and_empty_tensors(self):
        tensors = {"zero": torch.zeros(4), "nan": torch.full((2,), float("nan"))}
        picture = plots.weight_histograms(tensors)
        assert picture.png()
        assert "nan: no finite values" in picture.text

    def test_histograms_refuse_nothing(self):
        with pytest.raises(ValueError, match="no tensors"):
            plots.weight_histograms({})

    def test_filters_put_zero_at_mid_grey_and_the_largest_weight_at_the_end(self):
        w = torch.zeros(1, 3, 2, 2)
        w[0, 0, 0, 1], w[0, 2, 1, 0] = 0.5, -0.25
        (image,) = plots.first_layer_filters(w).images
        drawn = image.get_array()[::50, ::50]
        assert drawn[0, 0].tolist() == [0.5, 0.5, 0.5]
        assert drawn[0, 1].tolist() == [1.0, 0.5, 0.5]
        assert drawn[1, 0].tolist() == [0.5, 0.5, 0.25]

    def test_filters_refuse_those_of_a_later_layer(self):
        with pytest.raises(ValueError, match="first layer"):
            plots.first_layer_filters(torch.zeros(16, 32, 3, 3))
