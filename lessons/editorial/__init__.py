"""What helps an NGO publish well; it knows nothing of learners.

founding     an organisation with all that belongs to it, from one form
desk         a new module from a template, what is still missing, what waits for whom
translation  the languages of everything, held against each other
checking     what would harm or mislead
scenarios    a conversation with decisions: what leads where is picked from a list, and drawn as a map
exchange     questions, texts and whole modules that come and go as files
upkeep       facts and helplines that must stay true
"""
