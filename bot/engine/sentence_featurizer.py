"""The sentence encoder as a featurizer that config.yml may name in its pipeline."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.engine.sentence_embedding import SentenceEmbedder

if TYPE_CHECKING:
    from numpy.typing import NDArray

FOLDER = Path(__file__).resolve().parents[2] / "models" / "sentence"
KEPT_VECTORS = 4096


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturizer(DenseFeaturizer, GraphComponent):
    """Adds the meaning of a message as one dense feature of 384 numbers; equal texts are computed once.

    `scale` stretches the unit vectors: Rasa's logistic regression has a fixed penalty, under which features
    of length one count for too little. `folder` is where models.training.sentence.export has put the model.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Name what has to come before it: a tokenizer, as for every featurizer of Rasa."""
        return [Tokenizer]

    @staticmethod
    def required_packages() -> list[str]:
        """Name the packages it needs beside Rasa."""
        return ["onnxruntime", "tokenizers"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Give the settings it has when config.yml names none."""
        return {**DenseFeaturizer.get_default_config(), "scale": 1.0, "folder": str(FOLDER)}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuse a scale that is not a positive number; raises ValueError."""
        if not float(config.get("scale", 1.0)) > 0:
            raise ValueError(f"SentenceFeaturizer: scale must be above 0, not {config['scale']!r}")

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceFeaturizer:
        """Make it for a training run or a loaded model; nothing of it is stored with the trained model."""
        return cls(execution_context.node_name, config)

    def __init__(self, name: str, config: dict[str, Any]) -> None:
        """Load the sentence model; raises FileNotFoundError saying how to make it."""
        super().__init__(name, config)
        embedder = SentenceEmbedder(Path(config["folder"]))
        scale = np.float32(config["scale"])

        @lru_cache(maxsize=KEPT_VECTORS)
        def vector(text: str) -> NDArray[np.float32]:
            return embedder.embed([text]) * scale

        self._vector = vector

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the features to `messages`; one without text keeps none."""
        for message in messages:
            text = message.get(TEXT)
            if text:
                # None: it says nothing of single words, for each of which DIET expects a row.
                self.add_features_to_message(None, self._vector(text), TEXT, message)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the features to the examples that have text (intents, not the texts of stories)."""
        self.process(training_data.training_examples)
        return training_data
