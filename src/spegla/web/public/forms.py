"""The one form that any page may carry: did this page help you?"""

from django import forms


class PageAnswerForm(forms.Form):
    page = forms.RegexField(r"^[a-z0-9][a-z0-9/:.-]*$", max_length=120)
    helped = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
