#!/bin/bash
# Un GPU loué à l'heure : GPT-2 sur vos textes, dans le dossier livres/.
#     nohup bash un_gpu.sh > entrainement.txt 2>&1 &
# Il continue si la connexion se coupe. `kill %1` l'enregistre et l'arrête ; la même ligne le reprend.
set -euo pipefail

[ -d llm ] || python3 -m venv llm
source llm/bin/activate
pip install 'premier-llm[torch,gpt2]'

# Le GPU est-il vu, et calcule-t-il en bfloat16 ? Sinon, inutile de payer plus longtemps.
python - <<'PYTHON'
import torch

assert torch.cuda.is_available(), "PyTorch ne voit pas de GPU"
assert torch.cuda.is_bf16_supported(including_emulation=False), "pas de bfloat16 sur ce GPU"
print(torch.__version__, torch.cuda.get_device_name())
PYTHON

if [ -e livres.safetensors ]; then
    exec premier-llm train --resume livres.safetensors
fi

# Un lot de 12 × 40 fenêtres de 1 024 morceaux, un demi-million : celui de nanoGPT pour GPT-2.
reglages=(
    --text --bpe 32768 --preset gpt2 --engine torch --device cuda --precision bfloat16 --compile
    --batch 12 --accumulate 40 --learning-rate 6e-4 --set final_rate=6e-5 --set warmup=250
    --set beta2=0.95 --save-every 600
)

# D'abord vingt étapes : tiennent-elles en mémoire, combien de morceaux par seconde ?
premier-llm train livres "${reglages[@]}" --steps 20 --output essai.safetensors --force

exec premier-llm train livres "${reglages[@]}" --steps 5000
