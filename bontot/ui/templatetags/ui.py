"""The template words of the kit."""

from django import template

register = template.Library()
