from lessons.accounts.guests import learner_of
from lessons.classrooms.models import Enrolment
from lessons.content.bands import provides_band
from lessons.core.same_origin import has_session


@provides_band
def band_of_class(request):
    """Return the band of the class that the reader joined last; None for whoever is in no class."""
    if not has_session(request):
        return None
    if not hasattr(request, "_band_of_class"):
        learner = learner_of(request)
        mine = Enrolment.objects.filter(learner=learner).latest_first() if learner and learner.is_learner else None
        request._band_of_class = mine.values_list("classroom__band", flat=True).first() if mine is not None else None
    return request._band_of_class
