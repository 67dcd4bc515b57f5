from django.contrib.auth.hashers import Argon2PasswordHasher


class SmallArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2id with OWASP's smaller setting: 40 learners sign in at once on two cores (bench/sign_in.py).

    Django's default takes 100 MiB a sign-in; eight threads would take 800. Source: OWASP Password Storage Cheat
    Sheet, 19 MiB, 2 passes, 1 lane.
    """

    time_cost = 2
    memory_cost = 19456
    parallelism = 1
