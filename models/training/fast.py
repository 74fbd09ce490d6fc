"""What makes training quick on a CPU that multiplies bfloat16: attention in fp32, projection with loss."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn
from torch.nn import functional
from transformers import AttentionInterface, AttentionMaskInterface
from transformers.integrations.sdpa_attention import sdpa_attention_forward
from transformers.masking_utils import sdpa_mask

ATTENTION = "sdpa_fp32"


def matrix_precision(wanted: str) -> torch.dtype:
    """The type to multiply in: bfloat16 where it is wanted and the processor multiplies it, else fp32.

    With AVX-512 BF16 (AMD since Zen 4, Intel since Cooper Lake) a step takes 0.37 of the time, measured; with
    AMX half. Where neither is there bfloat16 is emulated, and slower than fp32.
    """
    quick = torch.cpu._is_amx_tile_supported() or torch.cpu._is_avx512_bf16_supported()
    return torch.bfloat16 if wanted == "bfloat16" and quick else torch.float32


def attention_fp32(
    module: nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    **options: Any,
) -> tuple[torch.Tensor, None]:
    """Scaled dot-product attention outside autocast: the bfloat16 CPU kernel takes twenty times as long.

    Tensors are (sentences, heads, tokens, width of a head); the result is (sentences, tokens, heads, width).
    """
    with torch.autocast("cpu", enabled=False):
        attended: tuple[torch.Tensor, None] = sdpa_attention_forward(
            module, query.float(), key.float(), value.float(), attention_mask, **options
        )
    return attended


AttentionInterface.register(ATTENTION, attention_fp32)
# Without a mask function of the same name transformers passes no mask, and padding is attended to.
AttentionMaskInterface.register(ATTENTION, sdpa_mask)


class _ProjectedLoss(torch.autograd.Function):
    """Logits, softmax and both gradients at once, reading the large matrix as seldom as can be.

    What smoothing and the wanted token add to the gradient of the logits has rank one or one entry a row: it
    goes into the small gradients instead.
    """

    @staticmethod
    def forward(
        ctx: Any,
        hidden: torch.Tensor,
        weight: torch.Tensor,
        target: torch.Tensor,
        smoothing: float,
        kind: torch.dtype,
    ) -> torch.Tensor:
        count, size = hidden.shape[0], weight.shape[0]
        rows, table = hidden.detach().to(kind), weight.detach().to(kind)
        on, off = 1.0 - smoothing, smoothing / size
        wide, wide_table = hidden.detach().float(), weight.detach().float()
        chosen, everything = wide_table[target], wide_table.sum(dim=0)

        shares = torch.softmax(functional.linear(rows, table), dim=1)
        wanted = (wide * chosen).sum(dim=1)
        surprise = -shares.gather(1, target[:, None])[:, 0].float().clamp_min(1e-30).log()
        loss = on * surprise + off * (size * (wanted + surprise) - wide @ everything)

        for_hidden = (shares @ table).float().sub_(chosen, alpha=on).sub_(everything, alpha=off)
        for_weight = (shares.t() @ rows).float().sub_(wide.sum(dim=0), alpha=off)
        for_weight.index_add_(0, target, wide, alpha=-on)
        ctx.save_for_backward(for_hidden.div_(count), for_weight.div_(count))
        ctx.kinds = hidden.dtype, weight.dtype
        return loss.mean()

    @staticmethod
    def backward(ctx: Any, *outer: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, None, None, None]:
        for_hidden, for_weight = ctx.saved_tensors
        return (
            (for_hidden * outer[0]).to(ctx.kinds[0]),
            (for_weight * outer[0]).to(ctx.kinds[1]),
            None,
            None,
            None,
        )


def projected_loss(
    hidden: torch.Tensor, weight: torch.Tensor, target: torch.Tensor, smoothing: float, kind: torch.dtype
) -> torch.Tensor:
    """Mean label-smoothed cross-entropy of `hidden @ weight.T` against `target`, computed in `kind`.

    Shapes: hidden (tokens, width), weight (vocabulary, width), target (tokens,). Same value as
    `torch.nn.functional.cross_entropy(..., label_smoothing=smoothing)` up to the precision of `kind`.
    """
    loss: torch.Tensor = _ProjectedLoss.apply(hidden, weight, target, smoothing, kind)  # type: ignore[no-untyped-call]
    return loss
