"""An intent classifier that reads what the client wrote themselves, whatever translation made of it."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline, make_union

TRANSLATIONS = Path(__file__).resolve().parents[2] / "data" / "nlu" / "translations.tsv"
GREETING = "greet"
SURELY = 0.5
_OPENING = re.compile(r"([^,.!;:–]{1,60})[,.!;:–]+\s+(?=(?:\S{1,60}\s+){2}\S)")
_LONGEST_GREETING = 4  # words
MOST_PIECES = 60_000
MOST_WORDS = 25_000
"""The most frequent ones; with all 143,000 it was no better (0.808 and 0.810 of held-out examples)."""
_FILE = "classifier.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class MultilingualClassifier(IntentClassifier, GraphComponent):
    """Spelling of the original in all languages at once, averaged with what the classifier before it says.

    It learns from the examples of data/nlu and from their translations by hand. Its share in the average is
    `weight`, from 0 to 1, and `weight_translated` where the English is a translation, which may be a bad one.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Give the settings it has when config.yml names none."""
        return {
            "translations": str(TRANSLATIONS),
            "weight": 0.6,
            "weight_translated": 0.8,
            "ranking_length": 5,
            "C": 10.0,
            "tol": 0.01,
        }

    @staticmethod
    def required_packages() -> list[str]:
        """Name the packages it needs beside Rasa."""
        return ["sklearn"]

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuse a weight that is no share; raises ValueError."""
        for name in ("weight", "weight_translated"):
            if not 0 <= float(config.get(name, 0.5)) <= 1:
                raise ValueError(f"MultilingualClassifier: {name} must be from 0 to 1, not {config[name]!r}")

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MultilingualClassifier:
        """Make an untrained one."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> MultilingualClassifier:
        """Read the one that belongs to a trained model."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, saved(folder / _FILE, config))

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        classifier: Pipeline | None = None,
    ) -> None:
        """Keep the settings; without `classifier` it has to be trained first."""
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._classifier = classifier

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples and their translations; raises ValueError for a file of another shape."""
        translations = read_translations(Path(self._config["translations"]))
        texts, intents = [], []
        for example in training_data.intent_examples:
            said, intent = example.get(TEXT), example.get(INTENT)
            if said and intent:
                versions = [said, *translations.get(said, ())]
                texts += versions
                intents += [intent] * len(versions)
        if len(set(intents)) > 1:
            self._classifier = untrained(self._config).fit(texts, intents)
            with self._storage.write_to(self._resource) as folder:
                save(self._classifier, folder / _FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Weigh in on the intent of each message that has words; untrained it leaves them alone."""
        classifier = self._classifier
        if classifier is None:
            return messages
        for message in messages:
            original = (message.get(METADATA) or {}).get("original")
            said = original or message.get(TEXT)
            if said:
                point = to_the_point(classifier, said)
                self._weigh_in(message, _shares(classifier, point), self._share(point, message.get(TEXT)))
        return messages

    def _share(self, said: str, english: str) -> float:
        """How much its own opinion counts: more where the other classifier read a translation."""
        return float(self._config["weight" if said == english else "weight_translated"])

    def _weigh_in(self, message: Message, own: Mapping[str, float], share: float) -> None:
        before = {entry["name"]: entry["confidence"] for entry in message.get(INTENT_RANKING_KEY) or []}
        share = share if before else 1.0
        shares = {name: share * p + (1 - share) * before.get(name, 0.0) for name, p in own.items()}
        best = sorted(shares.items(), key=lambda entry: -entry[1])[: int(self._config["ranking_length"])]
        ranking = [{"name": name, "confidence": confidence} for name, confidence in best]
        message.set(INTENT, ranking[0], add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the examples as they are: nothing after it learns from its opinion."""
        return training_data


def _shares(classifier: Pipeline, said: str) -> dict[str, float]:
    return dict(zip(classifier.classes_, classifier.predict_proba([said])[0].tolist(), strict=True))


def to_the_point(classifier: Pipeline, said: str) -> str:
    """A message without the greeting before it, as the desk cuts it from the English.

    A greeting is what the classifier takes for one: up to four words and a stop or comma, with three words or
    more to follow.
    """
    opening = _OPENING.match(said)
    if opening is None or len(opening[1].split()) > _LONGEST_GREETING:
        return said
    greets = _shares(classifier, opening[1]).get(GREETING, 0.0) >= SURELY
    return said[opening.end() :] if greets else said


def untrained(config: dict[str, Any]) -> Pipeline:
    """Words and pieces of words of any language, accents left out, under one logistic regression."""
    shared = {"sublinear_tf": True, "strip_accents": "unicode", "token_pattern": r"\w+", "dtype": np.float32}
    return make_pipeline(
        make_union(
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), max_features=MOST_PIECES, **shared),
            TfidfVectorizer(ngram_range=(1, 2), max_features=MOST_WORDS, **shared),
        ),
        LogisticRegression(solver="liblinear", C=float(config["C"]), tol=float(config["tol"])),
    )


def save(classifier: Pipeline, path: Path) -> None:
    """Write what a trained classifier knows as plain arrays: small, quick to read, nothing that can run."""
    pieces, words = (vectorizer for _, vectorizer in classifier[0].transformer_list)
    np.savez_compressed(
        path,
        pieces=pieces.get_feature_names_out().astype(str),
        pieces_idf=pieces.idf_,
        words=words.get_feature_names_out().astype(str),
        words_idf=words.idf_,
        coefficients=classifier[1].coef_.astype(np.float32),
        intercept=classifier[1].intercept_,
        classes=classifier[1].classes_.astype(str),
    )


def saved(path: Path, config: dict[str, Any]) -> Pipeline:
    """The classifier that `save` wrote."""
    classifier = untrained(config)
    with np.load(path, allow_pickle=False) as arrays:
        for name, (_, vectorizer) in zip(("pieces", "words"), classifier[0].transformer_list, strict=True):
            vectorizer.vocabulary = {term: index for index, term in enumerate(arrays[name].tolist())}
            vectorizer.idf_ = arrays[f"{name}_idf"]
        classifier[1].coef_ = arrays["coefficients"]
        classifier[1].intercept_ = arrays["intercept"]
        classifier[1].classes_ = arrays["classes"]
    return classifier


def read_translations(path: Path) -> dict[str, list[str]]:
    """What each English example is in the other languages: a TSV whose first row names them, `en` among them.

    A cell may be empty. Raises ValueError naming file and line where a row has another number of cells.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        head = next(rows, [])
        if "en" not in head:
            raise ValueError(f"{path}, line 1: no column `en`; the first row names the languages")
        english = head.index("en")
        found: dict[str, list[str]] = {}
        for number, row in enumerate(rows, 2):
            if len(row) != len(head):
                raise ValueError(f"{path}, line {number}: {len(row)} cells, expected {len(head)}")
            others = row[:english] + row[english + 1 :]
            found.setdefault(row[english], []).extend(cell for cell in others if cell.strip())
    return found
