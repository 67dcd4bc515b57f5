from lessons.accounts.hashers import SmallArgon2PasswordHasher


class CheapArgon2PasswordHasher(SmallArgon2PasswordHasher):
    time_cost = 1
    memory_cost = 8
