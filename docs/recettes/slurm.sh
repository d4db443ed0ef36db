#!/bin/bash
# Un modèle partagé entre deux machines de quatre GPU, sous Slurm :  sbatch slurm.sh
# À adapter : la file (--partition), le compte (--account), le nombre de machines et de GPU.
#SBATCH --job-name=livres
#SBATCH --nodes=2
#SBATCH --ntasks-per-node=1
#SBATCH --gpus-per-node=4
#SBATCH --cpus-per-task=16
#SBATCH --time=08:00:00
#SBATCH --signal=TERM@120
#SBATCH --requeue
#SBATCH --open-mode=append
set -euo pipefail

# Tout est dans un dossier que toutes les machines voient : le texte, le cache, le modèle.
cd "$SLURM_SUBMIT_DIR"
source llm/bin/activate
export PREMIER_LLM_CACHE="$PWD/cache"
export OMP_NUM_THREADS=$((SLURM_CPUS_PER_TASK / SLURM_GPUS_ON_NODE))
premiere=$(scontrol show hostnames "$SLURM_JOB_NODELIST" | head -n 1)

# Un torchrun par machine, qui lance un processus par GPU. Le numéro du travail est le nom de
# l'entraînement (--rdzv-id) : interrompu puis remis en file, il garde ce numéro, et la même
# commande reprend ce qu'elle avait enregistré.
srun --cpus-per-task "$SLURM_CPUS_PER_TASK" \
    torchrun --nnodes "$SLURM_NNODES" --nproc-per-node "$SLURM_GPUS_ON_NODE" \
    --rdzv-backend c10d --rdzv-id "$SLURM_JOB_ID" --rdzv-endpoint "$premiere:29512" \
    --max-restarts 3 \
    -m premier_llm train livres --text --bpe 32768 --preset gpt2 --engine torch --device cuda \
    --precision bfloat16 --batch 96 --accumulate 5 --steps 5000 --learning-rate 6e-4 \
    --set final_rate=6e-5 --set warmup=250 --set beta2=0.95 --save-every 600 --shard || true

# Tant que le dossier est là, l'entraînement n'est pas fini : encore un tour, vingt au plus.
if [ -e livres.checkpoint ] && [ "${SLURM_RESTART_COUNT:-0}" -lt 20 ]; then
    scontrol requeue "$SLURM_JOB_ID"
fi
