"""What the tests of the reading room share: texts of our own writing."""

MK = (
    "Нова болница во Равник ќе чини 12 милиони евра\n\n"
    "Равник, 4 март 2024 — Министерот за здравство Вера Колар во понеделникот изјави дека новата болница во Равник "
    "ќе чини 12 милиони евра. „Градбата ќе заврши до јуни 2025 година“, рече Колар.\n\n"
    "Опозицијата тврди дека болницата чини 18 милиони евра. Во 2023 година во старата болница работеле 240 лекари, "
    "што е двојно повеќе отколку во 2019 година."
)
SR = (
    "Nova bolnica u Ravniku koštaće 15 miliona evra\n\n"
    "Ravnik, 5. mart 2024. — Ministarka zdravlja Vera Kolar izjavila je da će nova bolnica u Ravniku koštati "
    "15 miliona evra. „Gradnja će biti završena do juna 2025. godine“, rekla je Kolar."
)
EN = (
    "Ravnik, 6 March 2024 — The new hospital in Ravnik will cost 12 million euros, health minister Vera Kolar said. "
    "In 2023 there were 240 doctors in the old hospital."
)
