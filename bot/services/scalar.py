"""Values that stand in a services file as one piece of text: "30%", "3-5", "12-24 to 01-06"."""

from __future__ import annotations

import abc
from typing import Any, ClassVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema


class Scalar(abc.ABC):
    """Lets pydantic read a value with `read`, write it with `str` and describe it to editors by `json`."""

    __slots__ = ()

    json: ClassVar[JsonSchemaValue]
    """Its JSON Schema."""

    @classmethod
    @abc.abstractmethod
    def read(cls, value: object) -> Any:
        """The value from what was written. Raises PydanticCustomError, see bot.services.wrong."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.read, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return dict(cls.json)
