import { Component, type ReactNode } from 'react';
import i18next from 'i18next';
import { ErrorState } from '#renderer/ui/error-state.tsx';

interface CrashBoundaryProps {
  readonly children: ReactNode;
}

/** Keeps a bug in one screen from taking the frame with it. A class, because React has no other form of it. */
export class CrashBoundary extends Component<CrashBoundaryProps, { readonly crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    if (!this.state.crashed) return this.props.children;
    return (
      <ErrorState
        title={i18next.t('crash.title')}
        hint={i18next.t('crash.hint')}
        retryLabel={i18next.t('crash.again')}
        onRetry={() => this.setState({ crashed: false })}
      />
    );
  }
}
